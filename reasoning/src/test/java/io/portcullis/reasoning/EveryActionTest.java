package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.allow;
import static io.portcullis.reasoning.Policies.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.PolicyKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which actions speak for all that there may ever be. */
class EveryActionTest {

    private static List<String> of(String... statements) throws Tangled {
        return of(PolicyKind.IDENTITY, statements).names();
    }

    private static Actions of(PolicyKind kind, String... statements) throws Tangled {
        return new EveryAction(rules(statements), kind, ActionFacts.NONE, "aws").actions();
    }

    @Test
    void anActionOfAStatementSpeaksForItselfAsItIsWrittenButForItsService() throws Tangled {
        assertThat(of(allow("dynamodb:BatchGetItem", "*"))).contains("dynamodb:BatchGetItem");
        assertThat(of("{'Effect':'Deny','NotAction':['S3:putobject','s3:Zap'],'Resource':'*'}"))
                .contains("s3:putobject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lambda:*", "lambda:Invoke*", "*:InvokeFunction", "*:Invoke*"})
    void aPatternIsSpokenForByAnActionThatPeopleKnow(String pattern) throws Tangled {
        assertThat(of(allow(pattern, "*"))).containsExactlyInAnyOrder("lambda:InvokeFunction", "s3:GetObject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zap:*", "zap:Get*", "*:Zap*", "zap:?"})
    void anUnknownPatternIsSpokenForByAnActionThatItMatches(String pattern) throws Tangled {
        List<String> actions = of(allow(pattern, "*"));
        assertThat(actions).hasSize(2).contains("s3:GetObject");
        assertThat(new Actions(actions).only(List.of(pattern)).names())
                .singleElement()
                .asString()
                .matches("[a-z0-9-]+:[a-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*:*", "?*"})
    void whatMatchesEveryActionTellsNoneApart(String pattern) throws Tangled {
        assertThat(of(allow(pattern, "*"))).containsExactly("s3:GetObject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "s3:", ":Get", "s3:Get Object", "s3:Get:Object", ""})
    void whatIsNoActionIsNoneOfThem(String text) throws Tangled {
        assertThat(of(allow(text, "*"))).containsExactly("s3:GetObject");
    }

    @Test
    void aKeyIsAskedForActionsOfItsServiceAlone() throws Tangled {
        Actions actions = of(PolicyKind.KEY, allow("kms:*", "*"), allow("kms:Zap", "*"), allow("s3:*", "*"));
        assertThat(actions.names()).containsExactlyInAnyOrder("kms:Zap", "kms:Decrypt");
        assertThat(actions.service()).contains("kms");
    }

    @Test
    void actionsInFullAreToldApartHoweverManyThereAre() throws Tangled {
        String[] statements =
                IntStream.range(0, 600).mapToObj(i -> allow("a:B" + i, "*")).toArray(String[]::new);
        assertThat(of(statements)).hasSize(601).doesNotHaveDuplicates();
    }
}
