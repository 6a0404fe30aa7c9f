/** The Measures have eighteen articles: a citation of article 19 does not compile. */
export type ArticleNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18
