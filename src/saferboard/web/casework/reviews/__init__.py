"""ASB case reviews: the public form, the judgement, and the yearly figures."""
