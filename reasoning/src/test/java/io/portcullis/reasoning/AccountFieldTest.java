package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.text.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An ARN with an account in it is of that account. */
class AccountFieldTest {

    private static final String SOURCE = "aws:sourcearn";
    private static final String ACCOUNT = "aws:sourceaccount";

    private static Drafts drafts() {
        return new Drafts(Questions.ofAccount().question(Questions.policy("")), Map.of());
    }

    private static TextDraft text(Drafts drafts, String key) {
        return (TextDraft) drafts.draft(key);
    }

    private static Texts account(String account) {
        return new Texts.One(account);
    }

    @Test
    void anArnGoesWithItsAccountOrWithAnyWhereItHasNone() throws Tangled {
        Drafts drafts = drafts();
        TextDraft arns = text(drafts, SOURCE);
        text(drafts, ACCOUNT).test(account("222222222222"));
        text(drafts, ACCOUNT).test(account("333333333333"));
        arns.test(new Texts.One("arn:aws:s3:::b"));
        AccountField field = AccountField.of(drafts, SOURCE, ACCOUNT).orElseThrow();
        Space space = new Space(drafts.cut(), List.of());
        List<Box> impossible = field.impossible(space);
        Set<List<String>> together = new HashSet<>();
        for (int arn = 0; arn < space.axis(SOURCE).size(); arn++) {
            for (int account = 0; account < space.axis(ACCOUNT).size(); account++) {
                if (isPossible(impossible, space, arn, account)) {
                    together.add(List.of(accountOf(value(space, SOURCE, arn)), value(space, ACCOUNT, account)));
                }
            }
        }
        String other = together.stream()
                .map(List::getFirst)
                .filter(account -> account.length() == 12 && !account.matches("2+|3+"))
                .findFirst()
                .orElseThrow();
        String fresh = "000000000000";
        assertThat(together)
                .containsExactlyInAnyOrder(
                        List.of("absent", "absent"),
                        List.of("absent", "222222222222"),
                        List.of("absent", "333333333333"),
                        List.of("absent", fresh),
                        List.of("", "absent"),
                        List.of("", "222222222222"),
                        List.of("", "333333333333"),
                        List.of("", fresh),
                        List.of("222222222222", "absent"),
                        List.of("222222222222", "222222222222"),
                        List.of("333333333333", "absent"),
                        List.of("333333333333", "333333333333"),
                        List.of(other, "absent"),
                        List.of(other, fresh));
    }

    private static boolean isPossible(List<Box> impossible, Space space, int arn, int account) {
        return impossible.stream()
                .noneMatch(box -> box.side(space.index(SOURCE)).has(arn)
                        && box.side(space.index(ACCOUNT)).has(account));
    }

    private static String value(Space space, String axis, int atom) {
        List<String> value = space.axis(axis).values().get(atom);
        return value.isEmpty() ? "absent" : value.getFirst();
    }

    private static String accountOf(String arn) {
        return arn.equals("absent") ? arn : arn.split(":", 6)[4];
    }

    @Test
    void withoutOneOfTheKeysTheyNeedNotAgree() {
        Drafts none = drafts();
        assertThat(AccountField.of(none, SOURCE, ACCOUNT)).isEmpty();
        none.draft(SOURCE);
        assertThat(AccountField.of(none, SOURCE, ACCOUNT)).isEmpty();
        assertThat(AccountField.of(none.resource(), none, ACCOUNT)).isEmpty();
        none.draft(ACCOUNT);
        assertThat(AccountField.of(none, SOURCE, ACCOUNT)).isPresent();
    }

    @Test
    void whereOneKeyIsNotCutTheyAreNotComparedByTheirParts() throws Tangled {
        Drafts drafts = drafts();
        drafts.draft(SOURCE);
        drafts.draft(ACCOUNT);
        AccountField field = AccountField.of(drafts, SOURCE, ACCOUNT).orElseThrow();
        Cut cut = drafts.cut();
        assertThat(field.isCut(new Space(cut, List.of()))).isTrue();
        for (String key : List.of(SOURCE, ACCOUNT)) {
            Cut one = new Cut(cut.axes(), Map.of(key, "too much"), cut.comparisons());
            assertThat(field.isCut(new Space(one, List.of()))).isFalse();
        }
    }
}
