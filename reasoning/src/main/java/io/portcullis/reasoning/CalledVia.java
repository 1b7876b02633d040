package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.SetDraft;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * The services that a request has gone through, and which of them were the first and the last: they are among these, and there
 * when these are. Source: IAM user guide, aws:CalledVia, aws:CalledViaFirst and aws:CalledViaLast.
 */
final class CalledVia {

    private static final String ALL = "aws:calledvia";
    private static final List<String> ENDS = List.of("aws:calledviafirst", "aws:calledvialast");

    /** Tests beyond which it is not told whether the one is among the others: each may double the classes of lists. */
    private static final int FEW = 6;

    private final List<Clash> clashes = new ArrayList<>();

    private CalledVia() {}

    /** What no request has, of the keys that rules speak of. */
    static List<Clash> clashes(Drafts drafts) {
        CalledVia via = new CalledVia();
        List<String> there = new ArrayList<>();
        for (String key : ENDS) {
            drafts.text(key).ifPresent(end -> {
                there.add(key);
                drafts.list(ALL).ifPresent(all -> via.isAmong(end, all));
            });
        }
        if (drafts.list(ALL).isPresent()) {
            there.add(ALL);
        }
        for (int i = 1; i < there.size(); i++) {
            via.areThereTogether(there.get(i - 1), there.get(i));
        }
        return via.clashes;
    }

    private void areThereTogether(String one, String other) {
        Claim first = new Claim(one, new Choice.Present());
        Claim second = new Claim(other, new Choice.Present());
        clashes.add(new Clash(first, second.not()));
        clashes.add(new Clash(first.not(), second));
    }

    private void isAmong(TextDraft end, SetDraft all) {
        List<Texts> tests = end.tests();
        if (tests.size() + all.tests().size() > FEW) {
            return;
        }
        for (int test = 0; test < tests.size(); test++) {
            Claim passes = new Claim(end.key(), new Choice.Test(test));
            clashes.add(new Clash(passes, elements(all, false, tests.get(test)).not()));
            clashes.add(new Clash(passes.not(), elements(all, true, tests.get(test))));
        }
    }

    /** That some element is one of some texts, or each is. */
    private static Claim elements(SetDraft all, boolean every, Texts texts) {
        return new Claim(all.key(), new Choice.Test(all.test(new SetDraft.SetTest(every, texts, false))));
    }
}
