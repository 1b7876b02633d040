package io.portcullis.aws;

import io.portcullis.response.Notice;
import io.portcullis.response.Publisher;
import io.portcullis.response.message.FindingMail;
import io.portcullis.response.message.Mail;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Publishes notices to an SNS topic as plain text for people, with a subject. */
public final class TopicPublisher implements Publisher {

    private final SnsClient sns;
    private final String topicArn;
    private final FindingMail mail;

    /** A publisher to this topic, of the mails that this one writes. */
    public TopicPublisher(SnsClient sns, String topicArn, FindingMail mail) {
        this.sns = sns;
        this.topicArn = topicArn;
        this.mail = mail;
    }

    @Override
    public List<Undelivered> publish(Notice notice) {
        Mail text = mail.write(notice);
        try {
            sns.publish(request ->
                    request.topicArn(topicArn).subject(text.subject()).message(text.body()));
            return List.of();
        } catch (SdkException e) {
            return List.of(Undelivered.whole(Trouble.of("sns:Publish", e) + " The topic is " + topicArn + "."));
        }
    }
}
