package io.portcullis.app.local;

import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.local.mail.Mail;
import io.portcullis.local.mail.OutboxMail;
import io.portcullis.local.mail.SmtpMail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How e-mail leaves the local account. A mixin of commands. */
public final class MailSettings {

    private static final String FROM = "no-reply@sns.portcullis.localhost";
    private static final Pattern HOST_AND_PORT = Pattern.compile("(.+):([0-9]{1,5})");

    @Option(names = "--smtp", paramLabel = "HOST:PORT", description = "Sends e-mail through this server.")
    private Optional<String> smtp = Optional.empty();

    @Option(
            names = "--outbox",
            paramLabel = "DIR",
            description = "Without --smtp, e-mail is written into this folder. Default: ${DEFAULT-VALUE}")
    private Path outbox = Path.of("portcullis-outbox");

    /**
     * The way out that was chosen.
     *
     * @throws CommandFailure when it is not one
     */
    public Mail open(Surroundings surroundings) {
        return open(smtp, surroundings.resolve(outbox));
    }

    /**
     * A server's address if there is one, else a folder.
     *
     * @throws CommandFailure when it is not one
     */
    public static Mail open(Optional<String> smtp, Path folder) {
        return smtp.isPresent() ? server(smtp.get()) : folder(folder);
    }

    private static Mail server(String address) {
        Matcher parts = HOST_AND_PORT.matcher(address);
        if (!parts.matches()) {
            throw CommandFailure.usage("--smtp " + address + " is not a host and a port, such as localhost:1025");
        }
        return new SmtpMail(
                new SmtpMail.Settings(parts.group(1), Integer.parseInt(parts.group(2)), Optional.empty(), FROM));
    }

    private static Mail folder(Path folder) {
        try {
            return OutboxMail.open(folder, FROM);
        } catch (IOException unable) {
            throw CommandFailure.usage(
                    "The folder " + folder + " for e-mail cannot be made or written to; choose another", unable);
        }
    }
}
