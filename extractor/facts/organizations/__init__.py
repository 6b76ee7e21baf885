"""Producers (chủ thể): companies, cooperatives, groups, households and facilities, in prose and in tables."""
