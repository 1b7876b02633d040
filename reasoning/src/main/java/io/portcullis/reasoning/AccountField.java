package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The account field of the ARNs on one axis and the accounts on another: an ARN that has an account has that one.
 *
 * @param arnAxis the axis of the ARNs
 * @param accountAxis the axis of the accounts
 * @param hasAccount the test of ARNs with an account
 * @param byAccountTest for each test of accounts the test of ARNs whose account passes it
 */
record AccountField(String arnAxis, String accountAxis, int hasAccount, List<Integer> byAccountTest) {

    private static final CharSet NO_COLON = CharSet.of(':').complement();

    /** Copies the list. */
    AccountField {
        byAccountTest = List.copyOf(byAccountTest);
    }

    /** The relation between two axes of text, if both are there; adds its tests to the ARNs when all rules are read. */
    static Optional<AccountField> of(Drafts drafts, String arnAxis, String accountAxis) {
        boolean there = drafts.has(arnAxis) && drafts.has(accountAxis);
        return there && drafts.draft(arnAxis) instanceof TextDraft arns
                ? of(arns, drafts, accountAxis)
                : Optional.empty();
    }

    /** The relation between an axis of ARNs and one of accounts, if this is there. */
    static Optional<AccountField> of(TextDraft arns, Drafts drafts, String accountAxis) {
        if (!drafts.has(accountAxis) || !(drafts.draft(accountAxis) instanceof TextDraft accounts)) {
            return Optional.empty();
        }
        int hasAccount = arns.test(arns(Language.of(Glob.EMPTY.times(CharSet.DIGIT, 12))));
        List<Integer> byTest = accounts.tests().stream()
                .map(Texts::language)
                .map(AccountField::arns)
                .map(arns::test)
                .toList();
        return Optional.of(new AccountField(arns.key(), accountAxis, hasAccount, byTest));
    }

    /** The ARNs whose account is in the language. */
    static Language arns(Language account) {
        Glob before = Glob.literal("arn:")
                .many(NO_COLON)
                .then(":")
                .many(NO_COLON)
                .then(":")
                .many(NO_COLON)
                .then(":");
        return account.after(before).then(Glob.literal(":").many(CharSet.ANY));
    }

    /** Whether both axes are cut. */
    boolean isCut(Space space) {
        return !space.isUncut(arnAxis) && !space.isUncut(accountAxis);
    }

    /** The combinations of an ARN with another account than its own. */
    List<Box> impossible(Space space) {
        List<Box> boxes = new ArrayList<>();
        Axis arns = space.axis(arnAxis);
        Axis accounts = space.axis(accountAxis);
        for (int atom = 0; atom < accounts.size(); atom++) {
            if (accounts.values().get(atom).isEmpty()) {
                continue;
            }
            int only = atom;
            boxes.add(space.whole()
                    .within(space.index(arnAxis), arns.holds().get(hasAccount).minus(agreeing(arns, accounts, atom)))
                    .within(space.index(accountAxis), Atoms.where(accounts.size(), a -> a == only)));
        }
        return boxes;
    }

    private Atoms agreeing(Axis arns, Axis accounts, int atom) {
        Atoms agreeing = arns.holds().get(hasAccount);
        for (int test = 0; test < byAccountTest.size(); test++) {
            Atoms matching = arns.holds().get(byAccountTest.get(test));
            agreeing = accounts.holds().get(test).has(atom) ? agreeing.and(matching) : agreeing.minus(matching);
        }
        return agreeing;
    }
}
