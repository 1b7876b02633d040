package io.portcullis.local.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import java.util.Optional;
import java.util.Properties;

/** Sends through an SMTP server, one connection a message, each step bounded by ten seconds. Safe for many threads. */
public final class SmtpMail implements Mail {

    private static final String TIMEOUT_MILLIS = "10000";

    private final Settings settings;
    private final Session session;

    /**
     * How the server is reached.
     *
     * @param host its name or address
     * @param port its port, 25 or 587 as a rule
     * @param login user and password; empty for a server that asks for none
     * @param from the sender's address
     */
    public record Settings(String host, int port, Optional<Login> login, String from) {}

    /**
     * User and password. STARTTLS is required when there is a login, so that the password never travels in the clear
     * except to this machine.
     */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }

    /** Prepares to send; connects only when there is something to send. */
    public SmtpMail(Settings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    private static Properties properties(Settings settings) {
        boolean loopback =
                settings.host().equals("localhost") || settings.host().startsWith("127.");
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", String.valueOf(settings.port()));
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.auth", String.valueOf(settings.login().isPresent()));
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty(
                "mail.smtp.starttls.required", String.valueOf(settings.login().isPresent() && !loopback));
        return properties;
    }

    @Override
    public void send(MailMessage message) throws MailException {
        try {
            var mime = Mime.of(session, settings.from(), message);
            if (settings.login().isPresent()) {
                Login login = settings.login().get();
                Transport.send(mime, login.user(), login.password());
            } else {
                Transport.send(mime);
            }
        } catch (AddressException | SendFailedException refused) {
            throw new MailException(where(message) + " was refused: " + refused.getMessage(), refused, false);
        } catch (MessagingException failure) {
            throw new MailException(where(message) + " could not be sent: " + failure.getMessage(), failure, true);
        }
    }

    private String where(MailMessage message) {
        return "Mail to " + message.to() + " through " + settings.host() + ":" + settings.port();
    }
}
