package io.portcullis.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.Console;
import io.portcullis.app.Machine;
import io.portcullis.app.Moto;
import io.portcullis.aws.AwsClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would not work later is refused at the start. */
class WatchRefusalTest {

    @TempDir
    Path folder;

    @Test
    void refusesATableThatThereIsNot() throws Exception {
        try (Moto moto = Moto.start(Files.createDirectory(folder.resolve("moto")));
                AwsClients clients = moto.clients()) {
            String queue = clients.sqs()
                    .createQueue(request -> request.queueName("changes"))
                    .queueUrl();
            Process watch = Machine.portcullis(
                    folder,
                    Map.of("AWS_ACCESS_KEY_ID", "any", "AWS_SECRET_ACCESS_KEY", "any", "AWS_REGION", "us-east-1"),
                    "watch",
                    "--queue-url",
                    queue,
                    "--endpoint-url",
                    moto.endpoint().toString(),
                    "--listen",
                    "127.0.0.1:0",
                    "--table",
                    "nosuch");
            Machine.output(watch, folder, 2);
            assertThat(folder.resolve("stderr")).content().contains("--table nosuch: there is no such table");
        }
    }

    @Test
    void refusesAFileWhereCorrectionsAreToBeKept() throws IOException {
        Files.writeString(folder.resolve("taken"), "");
        Console.Result result = new Console(folder)
                .run(
                        "watch",
                        "--queue-url",
                        "http://127.0.0.1:1/111122223333/changes",
                        "--correct",
                        "--corrections",
                        "taken");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--corrections " + folder.resolve("taken") + " cannot be made a folder: ");
    }
}
