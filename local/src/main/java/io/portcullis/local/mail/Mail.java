package io.portcullis.local.mail;

/** Sends e-mail. Safe for many threads. */
@FunctionalInterface
public interface Mail {

    /**
     * Sends one message and returns when the next hop has it.
     *
     * @throws MailException when it could not be handed over, naming the address and the hop
     */
    void send(MailMessage message) throws MailException;
}
