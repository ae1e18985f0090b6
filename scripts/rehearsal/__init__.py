"""The move from two running WordPress sites, rehearsed as an operator does it.

- `posts`: what both sites hold; `kinds`, `kinds_arabic`, `builders`: posts of every kind
- `pictures`: their pictures and files
- `filling`: puts all of it into a WordPress
- `old`: both old sites, running, and the exports that they write
- `addresses`: every old address, and what the old sites answer there
- `new`: this project's site, before and after the addresses are switched over, behind nginx
- `steps`: the steps of the guide for operators, with a clock
- `deciding`: what somebody decides in the CMS
- `checking`: what the old addresses answer now, and which words are missing
"""
