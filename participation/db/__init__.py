"""Base, session (the only commit), and the locators that know no committee yet."""
