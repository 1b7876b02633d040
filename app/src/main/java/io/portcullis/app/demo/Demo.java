package io.portcullis.app.demo;

import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.local.House;
import io.portcullis.app.local.Place;
import io.portcullis.aws.AwsClients;
import io.portcullis.local.mail.MailMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/** Plays the main job in a house that corrects: a key is made public, and a grant goes to an outsider. For one thread. */
final class Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String OUTSIDER = "arn:aws:iam::999999999999:root";

    private final Path folder;
    private final Path home;
    private final Witnesses witnesses;
    private final AtomicReference<Scene> playing = new AtomicReference<>(new Scene("", List.of()));

    /**
     * A demo.
     *
     * @param folder where outputs go
     * @param home the folder that paths are shown from
     */
    Demo(Path folder, Path home, Witnesses witnesses) {
        this.folder = folder;
        this.home = home;
        this.witnesses = witnesses;
    }

    /** Notes that a message has left. */
    void mailed(MailMessage message, long nanoTime) {
        playing.get().note(Step.MAILED, nanoTime, message.subject() + ", to " + message.to());
    }

    /**
     * Plays both scenes.
     *
     * @param shown told of each scene when it is over
     * @return what did not happen; empty when all did
     */
    List<String> play(House house, String address, Consumer<Scene> shown) throws IOException, InterruptedException {
        Place place = house.home();
        AwsClients clients = house.clients(place);
        KmsClient kms = clients.client(place.region());
        witnesses.watch(house);
        house.subscribe(place, address);
        try (EventFolder _ = EventFolder.open(clients, folder.resolve("events"), this::heard)) {
            String key = key(kms);
            List<String> missing = scene(
                    new Scene("A key is made public", Scene.WHOLE),
                    "PutKeyPolicy",
                    "PutKeyPolicy",
                    "kms:PutKeyPolicy with Principal \"*\" on " + key,
                    () -> kms.putKeyPolicy(request -> request.keyId(key).policy(publicPolicy(place))),
                    shown);
            if (!missing.isEmpty()) {
                return missing;
            }
            return scene(
                    new Scene("A grant goes to another account", Scene.WHOLE),
                    "CreateGrant",
                    "RevokeGrant",
                    "kms:CreateGrant to " + OUTSIDER + " on the same key",
                    () -> kms.createGrant(request ->
                            request.keyId(key).granteePrincipal(OUTSIDER).operations(GrantOperation.DECRYPT)),
                    shown);
        }
    }

    /** A key whose making has been looked at: what is seen next is news. */
    private String key(KmsClient kms) throws InterruptedException {
        Scene prologue = new Scene("A key is made", List.of(Step.CAUGHT, Step.PROVEN));
        witnesses.play(prologue, "CreateKey", "");
        String key = kms.createKey(request -> request.description("Portcullis demo"))
                .keyMetadata()
                .arn();
        List<String> missing = prologue.await(PATIENCE);
        if (!missing.isEmpty()) {
            throw CommandFailure.unknown("Nothing was heard of the new key " + key + " within " + PATIENCE);
        }
        return key;
    }

    private List<String> scene(
            Scene scene, String call, String own, String what, Runnable opening, Consumer<Scene> shown)
            throws InterruptedException {
        playing.set(scene);
        witnesses.play(scene, call, own);
        long begun = System.nanoTime();
        opening.run();
        scene.note(Step.PUT, begun, what);
        List<String> missing = scene.await(PATIENCE);
        shown.accept(scene);
        return missing;
    }

    private void heard(long nanoTime, Path file, String status) {
        playing.get()
                .note(Step.PUBLISHED, nanoTime, "\"Access Analyzer KMS Findings\", " + status + ": " + shown(file));
    }

    private Path shown(Path file) {
        return file.startsWith(home) ? home.relativize(file) : file;
    }

    /** The published design's: the default key policy with a star beside the account. */
    private static String publicPolicy(Place place) {
        return """
                {
                  "Version": "2012-10-17",
                  "Id": "key-default-policy",
                  "Statement": [
                    {
                      "Sid": "Enable IAM User Permissions",
                      "Effect": "Allow",
                      "Principal": {"AWS": ["arn:aws:iam::%s:root", "*"]},
                      "Action": "kms:*",
                      "Resource": "*"
                    }
                  ]
                }""".formatted(place.account());
    }
}
