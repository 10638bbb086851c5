"""The verbs: the only writers. One typed function an action, in one transaction, answered by a receipt when sent again."""
