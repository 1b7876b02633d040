package io.portcullis.response;

import io.portcullis.analyzer.Resource;
import io.portcullis.response.Progress.Moment;
import io.portcullis.response.Progress.Stage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A responder over keys in memory, with a time that passes when it is told to. */
abstract class ResponderBench {

    static final String ANALYZER = "arn:aws:access-analyzer:us-east-1:111122223333:analyzer/one";
    static final String PUBLIC = "{\"allow\":[\"*\"]}";
    static final String PARTNER = "{\"allow\":[\"222222222222\"]}";
    static final Resource KEY = SmallKms.key(1);

    final SmallKms kms = new SmallKms();
    final ManualTime time = new ManualTime();
    final KeptNotices notices = new KeptNotices();
    final KeptNotices second = new KeptNotices();
    final InMemoryFindingStore store = new InMemoryFindingStore();
    final InMemoryCorrectionLog log = new InMemoryCorrectionLog();
    final List<Moment> moments = new CopyOnWriteArrayList<>();
    final Semaphore received = new Semaphore(0);
    final Responder telling = responder(Optional.empty());
    final Responder correcting = responder(Optional.of(
            new Correcting(RuleAnalyzer::plan, new RuleAnalyzer(), kms, log, Correcting.Limits.DEFAULT, time)));

    Change change(String call) {
        return change(call, KEY);
    }

    Change change(String call, Resource key) {
        return new Change("event", List.of(key), call, "arn:aws:iam::111122223333:user/alice", time.instant());
    }

    Responder responder(Optional<Correcting> correcting) {
        return responder(correcting, RuleAnalyzer::plan);
    }

    Responder responder(Optional<Correcting> correcting, Planner planner) {
        return responder(new Inspector(kms, new RuleAnalyzer()), correcting, planner);
    }

    Responder responder(Inspector inspector, Optional<Correcting> correcting, Planner planner) {
        return new Responder(
                new Responder.Parts(
                        ANALYZER, inspector, store, planner, List.of(notices, second), time, this::reached, time),
                correcting,
                ResponseSettings.DEFAULT);
    }

    private void reached(Moment moment) {
        moments.add(moment);
        if (moment.stage() == Stage.RECEIVED) {
            received.release();
        }
    }
}
