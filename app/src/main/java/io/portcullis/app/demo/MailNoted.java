package io.portcullis.app.demo;

import io.portcullis.local.mail.Mail;
import io.portcullis.local.mail.MailException;
import io.portcullis.local.mail.MailMessage;
import java.util.function.BiConsumer;

/**
 * Mail that tells when a message has left.
 *
 * @param mail by which it leaves
 * @param sent told of each message, and of {@link System#nanoTime()} when the next hop had it
 */
record MailNoted(Mail mail, BiConsumer<MailMessage, Long> sent) implements Mail {
    @Override
    public void send(MailMessage message) throws MailException {
        mail.send(message);
        sent.accept(message, System.nanoTime());
    }
}
