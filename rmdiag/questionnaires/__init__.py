"""What we ask and what was answered: questions with their gates, sets, response sheets, merging."""
