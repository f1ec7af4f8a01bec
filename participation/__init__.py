"""议起来: one matter walks 提 → 议 → 决 → 办 → 评 in public, all channels in one count."""
