package io.portcullis.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeyTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 35, 36, 1_679_615, 1_679_616, -1})
    void tellsItsAccount(int number) {
        String key = SessionKey.of("111122223333", number);

        assertThat(key).hasSize(20);
        assertThat(SessionKey.account(key)).contains("111122223333");
    }

    @Test
    void differsFromSessionToSession() {
        assertThat(SessionKey.of("111122223333", 35)).isEqualTo("ASIA111122223333000Z");
        assertThat(SessionKey.of("111122223333", 36)).isEqualTo("ASIA1111222233330010");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "111122223333", "AKIAIOSFODNN7EXAMPLE", "ASIA111122223333", "xASIA111122223333000Z"})
    void otherKeysTellNone(String key) {
        assertThat(SessionKey.account(key)).isEmpty();
    }
}
