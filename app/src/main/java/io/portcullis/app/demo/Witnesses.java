package io.portcullis.app.demo;

import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Witness;
import io.portcullis.app.local.House;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.Progress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns the progress of responses into steps of the scene that plays. The first change of the scene's call is its cause; a
 * later one is the event of our own correction.
 */
final class Witnesses implements Progress {

    private final CompletableFuture<House> house = new CompletableFuture<>();
    private final AtomicReference<Optional<Playing>> playing = new AtomicReference<>(Optional.empty());

    /**
     * The scene that plays.
     *
     * @param call the call that sets it off
     * @param own the call by which it is corrected
     */
    record Playing(Scene scene, String call, String own, AtomicReference<String> cause) {}

    /** Says whose findings are told of. */
    void watch(House opened) {
        house.complete(opened);
    }

    /** Begins a scene. */
    void play(Scene scene, String call, String own) {
        playing.set(Optional.of(new Playing(scene, call, own, new AtomicReference<>(""))));
    }

    @Override
    public void reached(Moment moment) {
        playing.get().ifPresent(now -> note(now, moment));
    }

    private void note(Playing now, Moment moment) {
        String call = moment.change().call();
        if (moment.stage() == Stage.RECEIVED && call.equals(now.call())) {
            now.cause().compareAndSet("", moment.change().id());
        }
        boolean isCause = moment.change().id().equals(now.cause().get());
        boolean isEcho = !isCause && call.equals(now.own());
        Scene scene = now.scene();
        switch (moment.stage()) {
            case RECEIVED -> {
                if (isCause) {
                    scene.note(Step.CAUGHT, moment.nanoTime(), call + ", by a rule on the bus and its queue");
                }
            }
            case READ, PUBLISHED -> {}
            case ANALYZED -> {
                if (isCause && scene.count(Step.PROVEN) == 0) {
                    scene.note(Step.PROVEN, moment.nanoTime(), proof(moment));
                } else if (isEcho && scene.count(Step.ECHO) == 0) {
                    scene.note(
                            Step.ECHO,
                            moment.nanoTime(),
                            "the event of our own " + call + ": " + moment.detail() + " again, nothing to tell");
                }
            }
            case CORRECTED -> scene.note(Step.CORRECTED, moment.nanoTime(), now.own() + ": " + moment.detail());
            case RESOLVED -> scene.note(Step.RESOLVED, moment.nanoTime(), "nobody outside reaches the key");
        }
    }

    private String proof(Moment moment) {
        List<Finding> findings = house.join().findings(moment.resource()).stream()
                .filter(kept -> kept.status() == KeptFinding.Status.ACTIVE)
                .map(KeptFinding::finding)
                .toList();
        if (findings.isEmpty()) {
            return moment.detail();
        }
        Finding finding = findings.getFirst();
        Witness witness = finding.witness().orElseThrow();
        return moment.detail() + ": " + witness.principal() + " is allowed " + witness.action()
                + (finding.actions().size() == 1
                        ? ""
                        : " and " + (finding.actions().size() - 1) + " more");
    }
}
