package io.portcullis.app.check;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Settings;
import io.portcullis.app.answer.AnswerCode;
import io.portcullis.app.answer.AnswerJson;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.lines.Answerer;
import io.portcullis.app.lines.InvalidCase;
import io.portcullis.app.lines.Line;
import java.util.List;
import java.util.Optional;

/** Answers lines of {@code check --jsonl}. Safe for many threads. */
final class CaseAnswers implements Answerer {

    private static final List<String> MEMBERS =
            List.of("id", "resourceType", "account", "organization", "resource", "policy", "grants");

    private final GrantReader grants = new GrantReader();
    private final Settings settings;

    CaseAnswers(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Reply answer(Line line) throws InvalidCase {
        Analysis analysis = read(line).analyze(settings);
        return new Reply(AnswerCode.of(analysis), json -> AnswerJson.writeMembers(json, analysis));
    }

    @Override
    public Reply undecided(String reason) {
        return new Reply(ExitCode.UNKNOWN, json -> AnswerJson.writeUndecided(json, reason));
    }

    /** The case that a line states. */
    private Subject read(Line line) throws InvalidCase {
        line.require(MEMBERS);
        String policy = line.document("policy");
        Optional<String> type = line.text("resourceType");
        return Subject.of(
                type.orElseThrow(() ->
                        new InvalidCase("There is no resourceType; these can be decided: " + ResourceType.names())),
                line.text("account"),
                line.text("organization"),
                line.text("resource"),
                policy,
                grants(line));
    }

    private List<Grant> grants(Line line) throws InvalidCase {
        String source = line.source("grants");
        return source.equals("null") ? List.of() : grants.read(source);
    }
}
