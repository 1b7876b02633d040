package io.portcullis.app.compare;

import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.lines.Answerer;
import io.portcullis.app.lines.InvalidCase;
import io.portcullis.app.lines.Line;
import io.portcullis.reasoning.Answer;
import java.time.InstantSource;
import java.util.List;

/** Answers lines of {@code compare --jsonl}. Safe for many threads. */
final class PairAnswers implements Answerer {

    private static final List<String> MEMBERS = List.of("id", "policy", "reference", "resourceType");

    private final InstantSource clock;

    /** By this clock some dates in conditions are past. */
    PairAnswers(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Reply answer(Line line) throws InvalidCase {
        line.require(MEMBERS);
        PolicyPair pair = PolicyPair.of(
                new PolicyPair.Document("the policy", line.document("policy")),
                new PolicyPair.Document("the reference", line.document("reference")),
                line.text("resourceType"));
        Answer answer = pair.compare(clock.instant());
        return new Reply(ComparisonReport.exitCode(answer), json -> ComparisonReport.write(json, answer));
    }

    @Override
    public Reply undecided(String reason) {
        return new Reply(ExitCode.UNKNOWN, json -> ComparisonReport.writeUndecided(json, List.of(reason)));
    }
}
