package io.portcullis.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail over a real SMTP conversation and into a real folder. */
final class MailTest {

    private static final MailMessage MESSAGE =
            new MailMessage("ops@example.org", "Schlüssel öffentlich", "Zeile eins\nZeile zwei: 漢字\n");

    private static SmtpMail smtp(GreenMail server, Optional<SmtpMail.Login> login) {
        return new SmtpMail(
                new SmtpMail.Settings("127.0.0.1", server.getSmtp().getPort(), login, "no-reply@sns.example"));
    }

    private static GreenMail server() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    @Test
    void smtpDeliversTextAndSubjectInUtf8() throws Exception {
        GreenMail server = server();
        try {
            smtp(server, Optional.empty()).send(MESSAGE);
            assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
            MimeMessage received = server.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo(MESSAGE.subject());
            assertThat(String.valueOf(received.getContent())
                            .replace("\r\n", "\n")
                            .strip())
                    .isEqualTo(MESSAGE.text().strip());
            assertThat(GreenMailUtil.getAddressList(received.getFrom())).isEqualTo("no-reply@sns.example");
            assertThat(received.getSentDate()).isNotNull();
        } finally {
            server.stop();
        }
    }

    @Test
    void smtpLogsInWhenItIsToldTo() throws Exception {
        GreenMail server = server();
        try {
            server.setUser("ops@example.org", "ops", "right");
            smtp(server, Optional.of(new SmtpMail.Login("ops", "right"))).send(MESSAGE);
            assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
            SmtpMail wrong = smtp(server, Optional.of(new SmtpMail.Login("ops", "wrong")));
            assertThatThrownBy(() -> wrong.send(MESSAGE)).isInstanceOf(MailException.class);
        } finally {
            server.stop();
        }
    }

    @Test
    void unreachableServerIsNamedAndWorthRetrying() {
        SmtpMail mail = new SmtpMail(new SmtpMail.Settings("127.0.0.1", 1, Optional.empty(), "no-reply@sns.example"));
        assertThatThrownBy(() -> mail.send(MESSAGE))
                .isInstanceOfSatisfying(
                        MailException.class,
                        failure -> assertThat(failure.worthRetrying()).isTrue())
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("ops@example.org");
    }

    @Test
    void passwordIsNotPrinted() {
        assertThat(new SmtpMail.Login("ops", "geheim").toString()).doesNotContain("geheim");
    }

    @Test
    void subjectCannotSmuggleHeadersIn() {
        assertThat(new MailMessage("a@b", "x\r\nBcc: c@d", "").subject()).isEqualTo("x Bcc: c@d");
    }

    @Test
    void outboxNumbersMessagesAndGoesOnAfterARestart(@TempDir Path folder) throws Exception {
        OutboxMail.open(folder.resolve("out"), "no-reply@sns.example").send(MESSAGE);
        OutboxMail again = OutboxMail.open(folder.resolve("out"), "no-reply@sns.example");
        again.send(MESSAGE);
        again.send(MESSAGE);
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("000001.eml", "000002.eml", "000003.eml");
        }
        try (InputStream in = Files.newInputStream(folder.resolve("out/000003.eml"))) {
            MimeMessage read = new MimeMessage(Session.getInstance(new Properties()), in);
            assertThat(read.getSubject()).isEqualTo(MESSAGE.subject());
            assertThat(read.getAllRecipients()[0]).hasToString("ops@example.org");
        }
    }

    @Test
    void outboxTakesManyThreadsWithoutLosingAMessage(@TempDir Path folder) throws Exception {
        OutboxMail outbox = OutboxMail.open(folder, "no-reply@sns.example");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> {
                        outbox.send(MESSAGE);
                        return i;
                    }))
                    .toList();
            for (var one : sent) {
                one.get();
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".eml"))).hasSize(50);
        }
    }

    @Test
    void addressThatIsNoneIsNotWorthRetrying(@TempDir Path folder) throws Exception {
        OutboxMail outbox = OutboxMail.open(folder, "no-reply@sns.example");
        assertThatThrownBy(() -> outbox.send(new MailMessage("not an address", "s", "t")))
                .isInstanceOfSatisfying(
                        MailException.class,
                        failure -> assertThat(failure.worthRetrying()).isFalse());
    }
}
