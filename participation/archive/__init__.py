"""The archive (档案室): files kept beside what they prove, and the packs that leave it."""
