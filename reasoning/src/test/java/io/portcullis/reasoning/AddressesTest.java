package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, 203.0.113.7",
        "203.0.113.7/32, 203.0.113.7, 203.0.113.7",
        "203.0.113.9/31, 203.0.113.8, 203.0.113.9",
        "203.0.113.9/24, 203.0.113.0, 203.0.113.255",
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
        "255.255.255.255, 255.255.255.255, 255.255.255.255",
        "10.20.3.4, 10.20.3.4, 10.20.3.4",
        "::, 0:0:0:0:0:0:0:0, 0:0:0:0:0:0:0:0",
        "::/0, 0:0:0:0:0:0:0:0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:DB8::/32, 2001:db8:0:0:0:0:0:0, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8/127, 1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:9",
        "::8, 0:0:0:0:0:0:0:8, 0:0:0:0:0:0:0:8",
        "1::, 1:0:0:0:0:0:0:0, 1:0:0:0:0:0:0:0",
        "1:2::7:8, 1:2:0:0:0:0:7:8, 1:2:0:0:0:0:7:8",
        "1::3:4:5:6:7:8, 1:0:3:4:5:6:7:8, 1:0:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
        "::ffff:1.2.3.4, 0:0:0:0:0:ffff:102:304, 0:0:0:0:0:ffff:102:304",
        "1:2:3:4:5:6:255.254.3.4, 1:2:3:4:5:6:fffe:304, 1:2:3:4:5:6:fffe:304"
    })
    void rangesAndSingleAddressesAreRead(String text, String low, String high) {
        assertThat(Addresses.parse(text)).hasValueSatisfying(range -> {
            assertThat(Addresses.print(range.interval().low())).isEqualTo(low);
            assertThat(Addresses.print(range.interval().high())).isEqualTo(high);
            assertThat(range.v6()).isEqualTo(text.contains(":"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.256",
                "1..3.4",
                "1.2.3.",
                "1.2.3.x",
                "1.2.3.-4",
                "1.2.3.0004",
                "1.2.3.04",
                "010.2.3.4",
                "::ffff:1.02.3.4",
                "1.2.3.4/",
                "1.2.3.4/33",
                "1.2.3.4/-1",
                "1.2.3.4/x",
                "1.2.3.4/0024",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "1::2::3",
                ":::",
                ":1:2:3:4:5:6:7",
                "12345::",
                "g::",
                "::1/129",
                "::1.2.3",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "fe80::1%eth0"
            })
    void whatIsNoAddressIsNotTakenForOne(String text) {
        assertThat(Addresses.parse(text)).isEmpty();
    }

    @Test
    void theFamiliesHaveNoPointInCommon() {
        BigDecimal lastOfV4 =
                Addresses.parse("255.255.255.255").orElseThrow().interval().high();
        BigDecimal firstOfV6 = Addresses.parse("::").orElseThrow().interval().low();
        assertThat(lastOfV4).isLessThan(firstOfV6);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.0.0/8, true",
        "203.0.0.0/7, false",
        "203.0.113.7, true",
        "2001:db8::/32, true",
        "2001:db8::/31, false",
        "somewhere, false"
    })
    void rangesThatAreNotTooBroadNameAPlace(String text, boolean names) {
        assertThat(AddressRange.namesAPlace(text)).isEqualTo(names);
    }
}
