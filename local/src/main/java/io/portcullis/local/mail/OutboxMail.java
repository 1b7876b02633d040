package io.portcullis.local.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Writes each message into a folder as {@code 000001.eml}, {@code 000002.eml} and so on, which any mail program opens.
 * A file appears whole or not at all. Numbers go on where an earlier run stopped. Safe for many threads of one process;
 * two processes need two folders.
 */
public final class OutboxMail implements Mail {

    private static final String SUFFIX = ".eml";

    private final Path folder;
    private final String from;
    private final Session session = Session.getInstance(new Properties());
    private int last;

    private OutboxMail(Path folder, String from, int last) {
        this.folder = folder;
        this.from = from;
        this.last = last;
    }

    /**
     * Opens the folder, making it when it is missing.
     *
     * @param from the sender's address
     * @throws IOException when the folder cannot be made or read
     */
    public static OutboxMail open(Path folder, String from) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            int last = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,9}\\.eml"))
                    .mapToInt(name -> Integer.parseInt(name.substring(0, name.length() - SUFFIX.length())))
                    .max()
                    .orElse(0);
            return new OutboxMail(folder, from, last);
        }
    }

    @Override
    public synchronized void send(MailMessage message) throws MailException {
        try {
            var mime = Mime.of(session, from, message);
            Path draft = Files.createTempFile(folder, "draft-", ".tmp");
            try (OutputStream out = Files.newOutputStream(draft)) {
                mime.writeTo(out);
            }
            Path file = folder.resolve("%06d%s".formatted(last + 1, SUFFIX));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            last++;
        } catch (MessagingException refused) {
            throw new MailException(
                    "Mail to " + message.to() + " is not valid: " + refused.getMessage(), refused, false);
        } catch (IOException failure) {
            throw new MailException(
                    "Mail to " + message.to() + " could not be written to " + folder + ": " + failure.getMessage(),
                    failure,
                    true);
        }
    }
}
