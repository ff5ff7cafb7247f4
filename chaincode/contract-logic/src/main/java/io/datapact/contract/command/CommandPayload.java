package io.datapact.contract.command;

/** What a command's signature covers: header and command. */
public record CommandPayload(Header header, Command command) {}
