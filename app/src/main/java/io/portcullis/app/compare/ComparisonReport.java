package io.portcullis.app.compare;

import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.analyzer.Witness;
import io.portcullis.app.answer.AnswerJson;
import io.portcullis.app.answer.AnswerText;
import io.portcullis.app.cli.ExitCode;
import io.portcullis.app.cli.Output;
import io.portcullis.reasoning.Answer;
import io.portcullis.reasoning.concrete.Request;
import java.io.IOException;
import java.util.List;

/** Writes answers of comparisons, and says which exit code they call for. */
final class ComparisonReport {

    private ComparisonReport() {}

    /** {@link ExitCode#FINDINGS} for new access. */
    static int exitCode(Answer answer) {
        return switch (answer) {
            case Answer.Yes ignored -> ExitCode.FINDINGS;
            case Answer.No ignored -> ExitCode.CLEAN;
            case Answer.Undecided ignored -> ExitCode.UNKNOWN;
        };
    }

    /** Writes {@code newAccess} and, where there are some, {@code witness} or {@code error} into the object that is open. */
    static void write(JsonGenerator json, Answer answer) throws IOException {
        switch (answer) {
            case Answer.Yes yes -> {
                json.writeStringField("newAccess", "YES");
                AnswerJson.writeWitness(json, witness(yes));
            }
            case Answer.No ignored -> json.writeStringField("newAccess", "NO");
            case Answer.Undecided undecided -> writeUndecided(json, undecided.reasons());
        }
    }

    /** Writes that it is not known, and why. */
    static void writeUndecided(JsonGenerator json, List<String> reasons) throws IOException {
        json.writeStringField("newAccess", "UNDECIDED");
        json.writeStringField("error", String.join("; ", reasons));
    }

    private static Witness witness(Answer.Yes yes) {
        Request request = yes.request();
        return new Witness(request.identity().name(), request.action(), request.resource(), yes.spoken());
    }

    /** Writes an answer for people: the request that is new and the statements that make it so. */
    static void print(Output out, PolicyPair pair, String policy, String reference, Answer answer) {
        switch (answer) {
            case Answer.No ignored -> {
                out.println("NO NEW ACCESS  " + policy + " allows nothing that " + reference + " does not");
                if (!pair.allowsAnything()) {
                    out.println(
                            "  because  it has no Allow, and so allows nothing; guard rails, such as service control"
                                    + " policies, are compared together with the Allow that they limit, in both documents");
                }
            }
            case Answer.Undecided undecided -> printUndecided(out, policy, reference, undecided.reasons());
            case Answer.Yes yes -> {
                out.println("NEW ACCESS  " + policy + " allows what " + reference + " does not");
                printProof(out, pair, reference, yes);
            }
        }
    }

    /** Writes for people that it is not known, and why. */
    static void printUndecided(Output out, String policy, String reference, List<String> reasons) {
        out.println("UNDECIDED  whether " + policy + " allows what " + reference + " does not");
        reasons.forEach(reason -> out.println("  not known: " + reason));
    }

    private static void printProof(Output out, PolicyPair pair, String reference, Answer.Yes yes) {
        out.println("  proof    " + AnswerText.proof(witness(yes)));
        for (int index : yes.allowing()) {
            out.println("  because  " + pair.policy().get(index).name() + " allows it");
        }
        for (int index : yes.denying()) {
            out.println("  and      " + pair.reference().get(index).name() + " denies it");
        }
        if (yes.denying().isEmpty()) {
            out.println("  and      no statement of " + reference + " allows it");
        }
    }
}
