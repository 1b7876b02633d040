package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.theory.Pattern;
import io.portcullis.reasoning.theory.Relation;
import java.util.List;

/** The source of a request that a service makes: where its ARN has an account, that is its account. */
final class Sources {

    private static final CharSet NO_COLON = CharSet.of(':').complement();

    private Sources() {}

    /** That the texts of an ARN and of an account agree. */
    static Demand agreement(Space space, int arn, int account) {
        Glob before = Glob.literal("arn:")
                .many(NO_COLON)
                .then(":")
                .many(NO_COLON)
                .then(":")
                .many(NO_COLON)
                .then(":");
        Glob after = Glob.literal(":").many(CharSet.ANY);
        Pattern without = new Pattern(List.of(new Pattern.Plain(before.then(after))));
        Pattern with = new Pattern(List.of(
                new Pattern.Plain(before),
                new Pattern.Slot(Variables.of("aws:sourceaccount", account), NO_COLON, false),
                new Pattern.Plain(after)));
        return new Demand.OfTexts(
                new Relation(arn, List.of(without, with), true),
                "the account in aws:SourceArn cannot be told apart from aws:SourceAccount within bounds",
                List.of(
                        space.side(new Claim("aws:sourcearn", new Choice.Present())),
                        space.side(new Claim("aws:sourceaccount", new Choice.Present()))));
    }
}
