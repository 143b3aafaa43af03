package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.relay.RelayStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A status, and the message it came with.
 *
 * @param message whose value is not null
 */
record StatusMessage(ConsumerRecord<byte[], byte[]> message, RelayStatus status) {}
