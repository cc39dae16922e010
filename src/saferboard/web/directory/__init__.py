"""Who people are to the service: accounts by post, roles, and what each may do."""
