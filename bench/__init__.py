"""Benches: every figure about onrecord, its frozen result and the floor that CI holds."""
