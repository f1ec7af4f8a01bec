"""议起来: one matter walks 提 → 议 → 决 → 办 → 评 in public, by phone, paper and helper in one count."""
