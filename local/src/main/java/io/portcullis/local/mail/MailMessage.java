package io.portcullis.local.mail;

/**
 * A plain text message to one person.
 *
 * @param to the address
 * @param subject one line; line breaks in it become spaces, so that no header can be smuggled in
 * @param text the body
 */
public record MailMessage(String to, String subject, String text) {
    /** Keeps the subject to one line. */
    public MailMessage {
        subject = subject.replaceAll("[\\r\\n]+", " ");
    }
}
