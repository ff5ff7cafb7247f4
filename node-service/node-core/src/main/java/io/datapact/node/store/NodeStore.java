package io.datapact.node.store;

/** A node's own memory. One adapter implements all of it over one database. */
public interface NodeStore extends RunJournal, BodyStore, OwnRevocations {}
