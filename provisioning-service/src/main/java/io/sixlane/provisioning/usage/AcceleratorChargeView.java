package io.sixlane.provisioning.usage;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.order.Money;

/**
 * The charge for a month of an accelerator without an end, at the prices of today: the monthly
 * price of its sizes for the part of the month on which there was the accelerator.
 *
 * @param month like 2026-11, in UTC
 * @param over false while the month goes on, and the charge grows
 * @param daysCharged on which it had no end; days paid in advance cost nothing
 * @param bandwidth of the basic plan; nothing where usage is charged, see the charges of the plan
 * @param amount all of them
 */
record AcceleratorChargeView(
        AcceleratorId acceleratorId,
        String month,
        boolean over,
        int daysCharged,
        int daysInMonth,
        Money specification,
        Money bandwidth,
        Money crossBorder,
        Money amount) {}
