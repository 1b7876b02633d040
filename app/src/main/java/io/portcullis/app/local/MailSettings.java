package io.portcullis.app.local;

import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.Forms;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.local.mail.Mail;
import io.portcullis.local.mail.OutboxMail;
import io.portcullis.local.mail.SmtpMail;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How e-mail leaves the local account. A mixin of commands. */
public final class MailSettings {

    private static final String FROM = "no-reply@sns.portcullis.localhost";

    @Option(names = "--smtp", paramLabel = "SERVER", description = "Sends e-mail through this server, HOST:PORT.")
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
        InetSocketAddress server = Forms.server("--smtp", address);
        return new SmtpMail(new SmtpMail.Settings(server.getHostString(), server.getPort(), Optional.empty(), FROM));
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
