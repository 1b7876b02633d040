package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.theory.Pattern;
import io.portcullis.reasoning.theory.Relation;
import java.util.List;

/**
 * Where an ARN has an account, that is the account of what it names; what is AWS's own has none there, but {@code aws} or the
 * name of a service. Source: IAM user guide, "Amazon resource names (ARNs)" and "AWS managed policies".
 */
final class Owners {

    private static final CharSet NO_COLON = CharSet.of(':').complement();
    private static final CharSet OF_NO_ACCOUNT =
            CharSet.DIGIT.or(CharSet.of(':')).complement();

    private Owners() {}

    /** That the texts of an axis of ARNs, or of every resource, and of one of accounts agree. */
    static Demand agreement(Space space, List<String> texts, String arn, String account) {
        Glob before = Glob.literal("arn:")
                .many(NO_COLON)
                .then(":")
                .many(NO_COLON)
                .then(":")
                .many(NO_COLON)
                .then(":");
        Glob after = Glob.literal(":").many(CharSet.ANY);
        Pattern without = new Pattern(List.of(new Pattern.Plain(before.then(after))));
        Pattern ofAws = new Pattern(List.of(new Pattern.Plain(before.many(NO_COLON)
                .then(Glob.EMPTY.times(OF_NO_ACCOUNT, 1))
                .many(NO_COLON)
                .then(after))));
        Pattern every = new Pattern(List.of(new Pattern.Plain(Glob.literal("*"))));
        Pattern with = new Pattern(List.of(
                new Pattern.Plain(before),
                new Pattern.Slot(Variables.of(account, texts.indexOf(account)), NO_COLON, false),
                new Pattern.Plain(after)));
        return new Demand.OfTexts(
                new Relation(texts.indexOf(arn), List.of(without, ofAws, with, every), true),
                "whether the ARN of " + arn + " has the account of " + account + " is not decided within bounds",
                List.of(
                        space.side(new Claim(arn, new Choice.Present())),
                        space.side(new Claim(account, new Choice.Present()))));
    }
}
