package io.portcullis.response.message;

/**
 * A message for a person.
 *
 * @param subject one line of printable ASCII, below 100 characters (the limit of SNS)
 * @param body plain text of lines, well below 262,144 bytes (the limit of SNS)
 */
public record Mail(String subject, String body) {}
