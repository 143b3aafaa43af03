// Made from docs/reference/openapi/sixlane.json by `npm run console-types` in gateway/openapi.

export interface paths {
    "/v1/accelerators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List or find accelerators */
        get: operations["listAccelerators"];
        put?: never;
        /** Order, pay and configure an accelerator in one call */
        post: operations["createAccelerator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an accelerator, now or at an earlier moment */
        get: operations["findAccelerator"];
        put?: never;
        post?: never;
        /** Delete accelerator */
        delete: operations["deleteAccelerator"];
        options?: never;
        head?: never;
        /** Rename accelerator */
        patch: operations["renameAccelerator"];
        trace?: never;
    };
    "/v1/accelerators/{id}/acceleration-areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add acceleration regions */
        post: operations["addRegions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/acceleration-areas/{region}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove an acceleration region */
        delete: operations["removeRegion"];
        options?: never;
        head?: never;
        /** Change the bandwidth of an acceleration region */
        patch: operations["changeRegion"];
        trace?: never;
    };
    "/v1/accelerators/{id}/auto-renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose whether an accelerator renews a day before its term ends */
        put: operations["setAutoRenewal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/bandwidth-plans/{planId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Bind a bandwidth plan */
        put: operations["bindBandwidthPlan"];
        post?: never;
        /** Unbind a bandwidth plan */
        delete: operations["unbindBandwidthPlan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/bandwidth-plans/{planId}/replacement/{replacementId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace a bandwidth plan by another */
        put: operations["replaceBandwidthPlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/change-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply change set */
        post: operations["applyChangeSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/charges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the charges of an accelerator without an end */
        get: operations["findAcceleratorCharges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a change */
        post: operations["confirmChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/convergence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find convergence */
        get: operations["findConvergence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/convergence/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stream convergence */
        get: operations["streamConvergence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare two revisions of an accelerator */
        get: operations["compareRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the events of an accelerator */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the health of endpoints */
        get: operations["findHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/listeners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add listener */
        post: operations["addListener"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/listeners/{listenerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find listener */
        get: operations["findListener"];
        put?: never;
        post?: never;
        /** Remove listener */
        delete: operations["removeListener"];
        options?: never;
        head?: never;
        /** Change listener */
        patch: operations["changeListener"];
        trace?: never;
    };
    "/v1/accelerators/{id}/listeners/{listenerId}/access-prefixes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add prefixes to an access list */
        post: operations["addAccessPrefixes"];
        /** Remove a prefix from an access list */
        delete: operations["removeAccessPrefix"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/listeners/{listenerId}/endpoint-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add endpoint group */
        post: operations["addEndpointGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/listeners/{listenerId}/endpoint-groups/{groupId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find endpoint group */
        get: operations["findEndpointGroup"];
        put?: never;
        post?: never;
        /** Remove endpoint group */
        delete: operations["removeEndpointGroup"];
        options?: never;
        head?: never;
        /** Change endpoint group */
        patch: operations["changeEndpointGroup"];
        trace?: never;
    };
    "/v1/accelerators/{id}/listeners/{listenerId}/endpoint-groups/{groupId}/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace the endpoints of a group */
        put: operations["replaceEndpoints"];
        /** Add endpoint */
        post: operations["addEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/listeners/{listenerId}/endpoint-groups/{groupId}/endpoints/{endpointId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find endpoint */
        get: operations["findEndpoint"];
        put?: never;
        post?: never;
        /** Remove endpoint */
        delete: operations["removeEndpoint"];
        options?: never;
        head?: never;
        /** Change endpoint */
        patch: operations["changeEndpoint"];
        trace?: never;
    };
    "/v1/accelerators/{id}/probes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the measurements of an accelerator
         * @description The newest first, at most 100, of the last 30 days.
         */
        get: operations["listProbes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/renewals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renew an accelerator */
        post: operations["renewAccelerator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/resumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo a suspension */
        post: operations["resumeAccelerator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Roll an accelerator back to a revision */
        post: operations["rollBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accelerators/{id}/routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the ways that connections take
         * @description For each endpoint group and relay: the way that new connections take, since when and why, and the candidates with the parts of their scores. A score is the expected time of a 256 KB answer; a way through relays must also save detourMillis over the direct one. Relays publish changes at once and the rest every 30 seconds.
         */
        get: operations["findRoutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find balance */
        get: operations["findBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add an account with an admin */
        post: operations["addAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Credit balance */
        post: operations["creditBalance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/access-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List sign-ins, refusals, and changes of members and API tokens */
        get: operations["listAccessEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List signed checkpoints */
        get: operations["listCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/public-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the key of checkpoints */
        get: operations["findPublicKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bandwidth-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List bandwidth plans */
        get: operations["listBandwidthPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bandwidth-plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find bandwidth plan */
        get: operations["findBandwidthPlan"];
        put?: never;
        post?: never;
        /** Delete bandwidth plan */
        delete: operations["deleteBandwidthPlan"];
        options?: never;
        head?: never;
        /** Change the size of a bandwidth plan */
        patch: operations["resizeBandwidthPlan"];
        trace?: never;
    };
    "/v1/bandwidth-plans/{id}/charges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the charges of a bandwidth plan */
        get: operations["findCharges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bandwidth-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the bandwidth types */
        get: operations["listBandwidthTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bandwidth-types/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a bandwidth type */
        get: operations["findBandwidthType"];
        /** Add a bandwidth type, or change it as a whole */
        put: operations["putBandwidthType"];
        post?: never;
        /** Delete a bandwidth type */
        delete: operations["deleteBandwidthType"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export the catalog */
        get: operations["exportCatalog"];
        /** Replace the catalog */
        put: operations["importCatalog"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalog/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the changes of the catalog */
        get: operations["listCatalogEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow everything that the account sees, as it changes */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find the clients behind a relay's outgoing address and port at a moment */
        get: operations["flowsBehindAddress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List links between relays
         * @description For operators: round-trip times, losses and states of all links that were measured within 90 seconds, and for each pair of regions its best one.
         */
        get: operations["listLinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show who calls */
        get: operations["showCaller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the members of the account */
        get: operations["listMembers"];
        put?: never;
        /**
         * Invite a member
         * @description An account with 1,000 members invites no more.
         */
        post: operations["inviteMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a member */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /** Give a member another role */
        patch: operations["changeMember"];
        trace?: never;
    };
    "/v1/metrics/accelerators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show connections, bytes and latency of an accelerator, over all relays */
        get: operations["acceleratorTraffic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/accelerators/{id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Watch connections and bytes of an accelerator, second by second */
        get: operations["watchAcceleratorTraffic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/accelerators/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the traffic of each acceleration region, in the samples that charges use */
        get: operations["acceleratorUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List orders */
        get: operations["listOrders"];
        put?: never;
        /** Place order */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find order */
        get: operations["findOrder"];
        put?: never;
        post?: never;
        /** Cancel order */
        delete: operations["cancelOrder"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/confirm-payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the payment of an order */
        post: operations["confirmPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pay order */
        post: operations["payOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the caller's passkeys */
        get: operations["listPasskeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove one of the caller's passkeys */
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the address pools of regions */
        get: operations["listPools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pools/{region}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the addresses of a region */
        get: operations["findPool"];
        /** Give a region its addresses */
        put: operations["putPool"];
        post?: never;
        /** Take the addresses of a region away */
        delete: operations["deletePool"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/probes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Measure an accelerator
         * @description A relay in the client's region connects to an endpoint directly and through the accelerated address, ten times each, and takes curl's times. The answer comes at once; GET /v1/probes/{id} shows the result grow. An account measures at most 6 times a minute.
         */
        post: operations["measureAccelerator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/probes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a measurement */
        get: operations["findProbe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List quotas and their use */
        get: operations["listQuotas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Recommend bundles that fit */
        post: operations["recommendBundles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the regions */
        get: operations["listRegions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regions/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find region */
        get: operations["findRegion"];
        /** Add a region, or change it as a whole */
        put: operations["putRegion"];
        post?: never;
        /** Delete a region */
        delete: operations["deleteRegion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List relays */
        get: operations["listRelays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relays/join-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tokens that relays join with */
        get: operations["listJoinTokens"];
        put?: never;
        /**
         * Make a token that relays join with
         * @description The token is in this answer alone; the log has a hash of it.
         */
        post: operations["createJoinToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relays/join-tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a token that relays join with */
        get: operations["findJoinToken"];
        put?: never;
        post?: never;
        /** Revoke a token that relays join with */
        delete: operations["revokeJoinToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relays/{relayId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Shut a relay out that joined
         * @description Its password, its rights, its key and its certificate count no more. Repeated where Kafka did not answer.
         */
        delete: operations["removeRelay"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sale-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the limits of what is sold */
        get: operations["findSaleLimits"];
        /** Change the limits of what is sold */
        put: operations["putSaleLimits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a single-use sign-in link */
        post: operations["makeSignInLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/specifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the specifications */
        get: operations["listSpecifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/specifications/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a specification */
        get: operations["findSpecification"];
        /** Add a specification, or change it as a whole */
        put: operations["putSpecification"];
        post?: never;
        /** Delete a specification */
        delete: operations["deleteSpecification"];
        options?: never;
        head?: never;
        /** Change the prices of a specification */
        patch: operations["changeSpecification"];
        trace?: never;
    };
    "/v1/suspensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List suspensions */
        get: operations["listSuspensions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the API tokens of the account */
        get: operations["listTokens"];
        put?: never;
        /**
         * Make an API token
         * @description The token is in this answer alone. An account has at most 1,000 tokens; those that expired or were revoked do not count. A caller with an API token makes none that ends after it: without expiresInDays the new one ends with it at the latest.
         */
        post: operations["makeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API token */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccelerationRegion: {
            acceleratedIp?: string;
            acceleratedIpv4?: string;
            area?: string;
            /** Format: int32 */
            bandwidthMbps?: number;
            /** @enum {string} */
            ipVersion?: "IPV4" | "IPV6" | "DUAL_STACK";
            region?: string;
        };
        AcceleratorChargeView: {
            acceleratorId?: string;
            amount?: components["schemas"]["Money"];
            bandwidth?: components["schemas"]["Money"];
            crossBorder?: components["schemas"]["Money"];
            /** Format: int32 */
            daysCharged?: number;
            /** Format: int32 */
            daysInMonth?: number;
            month?: string;
            over?: boolean;
            specification?: components["schemas"]["Money"];
        };
        AcceleratorHealthView: {
            id?: string;
            listeners?: components["schemas"]["ListenerHealth"][];
            /** @enum {string} */
            state?: "INIT" | "NORMAL" | "PARTIALLY_ABNORMAL" | "ABNORMAL";
        };
        AcceleratorRequest: {
            areas?: {
                /** @example cn-hongkong */
                area: string;
                regions: {
                    bandwidthMbps: number;
                    /** @enum {string|null} */
                    ipVersion?: "IPV4" | "IPV6" | "DUAL_STACK" | null;
                    /** @example cn-hongkong */
                    region: string;
                }[];
            }[] | null;
            /** @example gbwp-1 */
            bandwidthPlanId: string;
            /** @example gbwp-1 */
            crossBorderPlanId?: string | null;
            listeners?: {
                accessLists?: {
                    /** @enum {string} */
                    kind: "ALLOW" | "DENY";
                    prefixes?: string[] | null;
                }[] | null;
                affinityPrefixLength?: number | null;
                /** @enum {string|null} */
                clientAffinity?: "NONE" | "SOURCE_IP" | null;
                endpointGroups?: {
                    /** @enum {string} */
                    backendService: "ON_CLOUD" | "OFF_CLOUD";
                    /** @enum {string|null} */
                    clientIp?: "OFF" | "PROXY_V1" | "PROXY_V2" | "SPP" | null;
                    drainSeconds?: number | null;
                    endpoints: {
                        /**
                         * Format: host
                         * @example 2001:db8::7
                         */
                        address: string;
                        port?: number | null;
                        /** @enum {string|null} */
                        state?: "ACTIVE" | "DRAINING" | null;
                        /** @enum {string} */
                        type: "CUSTOM_IP" | "CUSTOM_DOMAIN" | "PUBLIC_IP" | "ECS" | "SLB";
                        weight: number;
                    }[];
                    healthCheck?: {
                        intervalSeconds?: number | null;
                        port?: number | null;
                        /** @enum {string} */
                        protocol: "TCP";
                        threshold?: number | null;
                        timeoutMillis?: number | null;
                    } | {
                        expectedStatus?: {
                            from: number;
                            to: number;
                        } | null;
                        /** @example example.com */
                        host?: string | null;
                        intervalSeconds?: number | null;
                        /** @example /health */
                        path?: string | null;
                        port?: number | null;
                        /** @enum {string} */
                        protocol: "HTTP";
                        threshold?: number | null;
                        timeoutMillis?: number | null;
                    } | {
                        expectedStatus?: {
                            from: number;
                            to: number;
                        } | null;
                        /** @example example.com */
                        host?: string | null;
                        intervalSeconds?: number | null;
                        /** @example /health */
                        path?: string | null;
                        port?: number | null;
                        /** @enum {string} */
                        protocol: "HTTPS";
                        threshold?: number | null;
                        timeoutMillis?: number | null;
                    } | null;
                    /** @example silicon-valley */
                    name: string;
                    portOverrides?: {
                        endpointPort: number;
                        listenerPort: number;
                    }[] | null;
                    /** @example cn-hongkong */
                    region: string;
                    reserveClientIp?: boolean | null;
                    route?: {
                        /** @enum {string} */
                        mode: "AUTO";
                    } | {
                        /** @enum {string} */
                        mode: "DIRECT";
                    } | {
                        /** @enum {string} */
                        mode: "VIA";
                        regions: string[];
                    } | null;
                    slowStartSeconds?: number | null;
                    trafficPercentage?: number | null;
                    /** @enum {string|null} */
                    whenUnhealthy?: "FAIL_OPEN" | "FAIL_CLOSED" | null;
                }[] | null;
                idleTimeoutSeconds?: number | null;
                limits?: {
                    bandwidthMbps?: number | null;
                    clientPrefixLength?: number | null;
                    connectionBandwidthMbps?: number | null;
                    connectionsPerClient?: number | null;
                    newConnectionsPerSecondPerClient?: number | null;
                } | null;
                /** @example web-traffic */
                name: string;
                ports: {
                    from: number;
                    to: number;
                }[];
                /** @enum {string} */
                protocol: "TCP" | "UDP";
            }[] | null;
            /** @example silicon-valley */
            name?: string | null;
            /** @example cn-hongkong */
            specification: string;
            term: {
                count: number;
                /** @enum {string} */
                unit: "MONTH";
            } | {
                count: number;
                /** @enum {string} */
                unit: "YEAR";
            } | {
                /** @enum {string} */
                unit: "OPEN_ENDED";
            };
        } | {
            areas?: {
                /** @example cn-hongkong */
                area: string;
                regions: {
                    bandwidthMbps: number;
                    /** @enum {string|null} */
                    ipVersion?: "IPV4" | "IPV6" | "DUAL_STACK" | null;
                    /** @example cn-hongkong */
                    region: string;
                }[];
            }[] | null;
            billing?: {
                /** @enum {string} */
                type: "PAY_BY_BANDWIDTH";
            } | {
                /** @enum {string} */
                type: "PAY_BY_TRAFFIC";
            } | {
                guaranteedPercent: number;
                /** @enum {string} */
                type: "PAY_BY_95TH";
            } | null;
            bundle: {
                /** @example cn-hongkong */
                bandwidthType: string;
                crossBorderMbps?: number | null;
                /** @description Not read. */
                monthlyPrice?: unknown;
                peakBandwidthMbps: number;
                /** @description Not read. */
                priceBreakdown?: unknown;
                /** @description Not read. */
                reasons?: unknown;
                /** @example cn-hongkong */
                specification: string;
                use?: {
                    accelerationRegions: string[];
                    icpFiling?: boolean | null;
                    /** @enum {string|null} */
                    ipVersion?: "IPV4" | "IPV6" | "DUAL_STACK" | null;
                    maxConnections: number;
                    /** @enum {string} */
                    serverArea: "ON_CLOUD" | "OFF_CLOUD";
                    /** @example cn-hongkong */
                    serviceRegion: string;
                    webService?: boolean | null;
                } | null;
                /** @description Not read. */
                yearlyBreakdown?: unknown;
                /** @description Not read. */
                yearlyPrice?: unknown;
            };
            listeners?: {
                accessLists?: {
                    /** @enum {string} */
                    kind: "ALLOW" | "DENY";
                    prefixes?: string[] | null;
                }[] | null;
                affinityPrefixLength?: number | null;
                /** @enum {string|null} */
                clientAffinity?: "NONE" | "SOURCE_IP" | null;
                endpointGroups?: {
                    /** @enum {string} */
                    backendService: "ON_CLOUD" | "OFF_CLOUD";
                    /** @enum {string|null} */
                    clientIp?: "OFF" | "PROXY_V1" | "PROXY_V2" | "SPP" | null;
                    drainSeconds?: number | null;
                    endpoints: {
                        /**
                         * Format: host
                         * @example 2001:db8::7
                         */
                        address: string;
                        port?: number | null;
                        /** @enum {string|null} */
                        state?: "ACTIVE" | "DRAINING" | null;
                        /** @enum {string} */
                        type: "CUSTOM_IP" | "CUSTOM_DOMAIN" | "PUBLIC_IP" | "ECS" | "SLB";
                        weight: number;
                    }[];
                    healthCheck?: {
                        intervalSeconds?: number | null;
                        port?: number | null;
                        /** @enum {string} */
                        protocol: "TCP";
                        threshold?: number | null;
                        timeoutMillis?: number | null;
                    } | {
                        expectedStatus?: {
                            from: number;
                            to: number;
                        } | null;
                        /** @example example.com */
                        host?: string | null;
                        intervalSeconds?: number | null;
                        /** @example /health */
                        path?: string | null;
                        port?: number | null;
                        /** @enum {string} */
                        protocol: "HTTP";
                        threshold?: number | null;
                        timeoutMillis?: number | null;
                    } | {
                        expectedStatus?: {
                            from: number;
                            to: number;
                        } | null;
                        /** @example example.com */
                        host?: string | null;
                        intervalSeconds?: number | null;
                        /** @example /health */
                        path?: string | null;
                        port?: number | null;
                        /** @enum {string} */
                        protocol: "HTTPS";
                        threshold?: number | null;
                        timeoutMillis?: number | null;
                    } | null;
                    /** @example silicon-valley */
                    name: string;
                    portOverrides?: {
                        endpointPort: number;
                        listenerPort: number;
                    }[] | null;
                    /** @example cn-hongkong */
                    region: string;
                    reserveClientIp?: boolean | null;
                    route?: {
                        /** @enum {string} */
                        mode: "AUTO";
                    } | {
                        /** @enum {string} */
                        mode: "DIRECT";
                    } | {
                        /** @enum {string} */
                        mode: "VIA";
                        regions: string[];
                    } | null;
                    slowStartSeconds?: number | null;
                    trafficPercentage?: number | null;
                    /** @enum {string|null} */
                    whenUnhealthy?: "FAIL_OPEN" | "FAIL_CLOSED" | null;
                }[] | null;
                idleTimeoutSeconds?: number | null;
                limits?: {
                    bandwidthMbps?: number | null;
                    clientPrefixLength?: number | null;
                    connectionBandwidthMbps?: number | null;
                    connectionsPerClient?: number | null;
                    newConnectionsPerSecondPerClient?: number | null;
                } | null;
                /** @example web-traffic */
                name: string;
                ports: {
                    from: number;
                    to: number;
                }[];
                /** @enum {string} */
                protocol: "TCP" | "UDP";
            }[] | null;
            /** @example silicon-valley */
            name?: string | null;
            term: {
                count: number;
                /** @enum {string} */
                unit: "MONTH";
            } | {
                count: number;
                /** @enum {string} */
                unit: "YEAR";
            } | {
                /** @enum {string} */
                unit: "OPEN_ENDED";
            };
        };
        AcceleratorSummary: {
            /** Format: date-time */
            changedAt?: string;
            /** Format: date-time */
            confirmBy?: string;
            crossBorderPlan?: components["schemas"]["BoundPlan"];
            /** Format: int32 */
            endpoints?: number;
            /** Format: date-time */
            expiresAt?: string;
            id?: string;
            /** Format: int32 */
            listeners?: number;
            name?: string;
            plan?: components["schemas"]["BoundPlan"];
            regions?: components["schemas"]["AccelerationRegion"][];
            /** Format: int64 */
            revision?: number;
            specification?: string;
            /** @enum {string} */
            state?: "SUSPENDED" | "NO_REGION" | "FAILED" | "UNSERVED" | "PENDING" | "PROGRAMMED";
        };
        AcceleratorView: {
            account?: string;
            autoRenew?: boolean;
            conditions?: components["schemas"]["Condition"][];
            confirmation?: components["schemas"]["PendingConfirmation"];
            crossBorderPlan?: components["schemas"]["BoundPlan"];
            /** Format: date-time */
            expiresAt?: string;
            head?: string;
            id?: string;
            listeners?: components["schemas"]["ListenerView"][];
            name?: string;
            /** Format: date-time */
            occurredAt?: string;
            plan?: components["schemas"]["BoundPlan"];
            regions?: components["schemas"]["AccelerationRegion"][];
            /** Format: int64 */
            revision?: number;
            specification?: components["schemas"]["SpecificationLimits"];
            suspension?: components["schemas"]["Suspension"];
            warnings?: components["schemas"]["ExpiryWarning"][];
        };
        AccessList: {
            /** @enum {string} */
            kind?: "ALLOW" | "DENY";
            prefixes?: string[];
        };
        AccessRequest: {
            /** @enum {string} */
            kind: "ALLOW" | "DENY";
            prefixes: string[];
        };
        AccountRequest: {
            name?: string;
        };
        Actor: {
            account?: string;
            clientAddress?: string;
            reason?: string;
            requestId?: string;
            traceparent?: string;
            user?: string;
        };
        AddedRegions: {
            acceleratedIp?: string;
            regions?: components["schemas"]["AccelerationRegion"][];
        };
        AddressPool: {
            /**
             * Format: cidr
             * @example 192.0.2.0/24
             */
            ipv4?: string | null;
            /**
             * Format: cidr
             * @example 2001:db8:7::/64
             */
            ipv6?: string | null;
        };
        Adjustment: {
            asked?: string;
            field?: string;
            instead?: string;
            reason?: string;
        };
        AdmittedConnections: {
            acceleratorId?: string;
            /** Format: int32 */
            connections?: number;
            /** Format: int64 */
            revision?: number;
        };
        ApiToken: {
            accelerator?: string;
            /** Format: date-time */
            createdAt?: string;
            createdBy?: string;
            /** Format: date-time */
            expiresAt?: string;
            id?: string;
            /** Format: date-time */
            lastUsedAt?: string;
            name?: string;
            readOnly?: boolean;
            /** Format: date-time */
            revokedAt?: string;
            /** @enum {string} */
            role?: "VIEWER" | "EDITOR" | "ADMIN" | "OPERATOR";
        };
        Applied: {
            accelerator?: components["schemas"]["AcceleratorView"];
            ids?: {
                [key: string]: string;
            };
            /** Format: int64 */
            revision?: number;
        };
        ApplyFailure: {
            listenerId?: string;
            reason?: string;
        };
        AreaRequest: {
            /** @example cn-hongkong */
            area: string;
            regions: {
                bandwidthMbps: number;
                /** @enum {string|null} */
                ipVersion?: "IPV4" | "IPV6" | "DUAL_STACK" | null;
                /** @example cn-hongkong */
                region: string;
            }[];
        };
        AutoRenewalRequest: {
            autoRenew?: boolean | null;
        };
        BalanceView: {
            account?: string;
            amounts?: components["schemas"]["Money"][];
        };
        BandwidthPlanView: {
            /** Format: int32 */
            bandwidthMbps?: number;
            bandwidthType?: string;
            billing?: components["schemas"]["Billing"];
            boundTo?: string;
            id?: string;
            /** @enum {string} */
            kind?: "BASIC" | "CROSS_BORDER";
            /** Format: int64 */
            revision?: number;
        };
        BandwidthRequest: {
            bandwidthMbps: number;
        };
        BandwidthTypeEntry: {
            code?: string;
            endpointTypes?: ("CUSTOM_IP" | "CUSTOM_DOMAIN" | "PUBLIC_IP" | "ECS" | "SLB")[];
            global?: boolean;
            monthlyCrossBorderPricePerMbps?: components["schemas"]["Money"];
            monthlyPricePerMbps?: components["schemas"]["Money"];
            name?: string;
            offCloud?: boolean;
            usagePrices?: components["schemas"]["UsagePrice"][];
            /** Format: int64 */
            version?: number;
            yearlyCrossBorderPricePerMbps?: components["schemas"]["Money"];
            yearlyPricePerMbps?: components["schemas"]["Money"];
        };
        BandwidthTypeRequest: {
            /** @description Not read. */
            code?: unknown;
            endpointTypes: string[];
            global: boolean;
            monthlyCrossBorderPricePerMbps: {
                /**
                 * Format: currency
                 * @example USD
                 */
                currency: string;
                minorUnits: number;
            };
            monthlyPricePerMbps: {
                /**
                 * Format: currency
                 * @example USD
                 */
                currency: string;
                minorUnits: number;
            };
            /** @example Small I */
            name: string;
            offCloud: boolean;
            usagePrices?: {
                /** @enum {string} */
                billingType: "PAY_BY_BANDWIDTH" | "PAY_BY_TRAFFIC" | "PAY_BY_95TH";
                price: {
                    /**
                     * Format: currency
                     * @example USD
                     */
                    currency: string;
                    minorUnits: number;
                };
            }[] | null;
            /** @description Not read. */
            version?: unknown;
            yearlyCrossBorderPricePerMbps?: {
                /**
                 * Format: currency
                 * @example USD
                 */
                currency: string;
                minorUnits: number;
            } | null;
            yearlyPricePerMbps?: {
                /**
                 * Format: currency
                 * @example USD
                 */
                currency: string;
                minorUnits: number;
            } | null;
        };
        BandwidthTypes: {
            items?: components["schemas"]["BandwidthTypeEntry"][];
        };
        Billing: {
            /** Format: int32 */
            guaranteedPercent?: number;
            /** @enum {string} */
            type?: "PAY_BY_BANDWIDTH" | "PAY_BY_TRAFFIC" | "PAY_BY_95TH";
        };
        BoundPlan: {
            /** Format: int32 */
            bandwidthMbps?: number;
            bandwidthType?: string;
            planId?: string;
        };
        Bundle: {
            bandwidthType?: string;
            /** Format: int32 */
            crossBorderMbps?: number;
            /** Format: int32 */
            peakBandwidthMbps?: number;
            specification?: string;
            use?: components["schemas"]["BundleUse"];
        };
        BundlePrice: {
            bandwidth?: components["schemas"]["Money"];
            crossBorder?: components["schemas"]["Money"];
            specification?: components["schemas"]["Money"];
        };
        BundleUse: {
            accelerationRegions?: string[];
            icpFiling?: boolean;
            /** @enum {string} */
            ipVersion?: "IPV4" | "IPV6" | "DUAL_STACK";
            /** Format: int32 */
            maxConnections?: number;
            /** @enum {string} */
            serverArea?: "ON_CLOUD" | "OFF_CLOUD";
            serviceRegion?: string;
            webService?: boolean;
        };
        CatalogDifference: {
            added?: string[];
            changed?: string[];
            deleted?: string[];
        };
        CatalogDocument: {
            bandwidthTypes?: components["schemas"]["BandwidthTypeEntry"][];
            currency?: string;
            limits?: components["schemas"]["LimitsEntry"];
            regions?: components["schemas"]["RegionEntry"][];
            specifications?: components["schemas"]["SpecificationEntry"][];
        };
        CatalogEventView: {
            actor?: Record<string, never>;
            event?: Record<string, never>;
            eventId?: string;
            hash?: string;
            /** Format: date-time */
            occurredAt?: string;
            previousHash?: string;
            /** Format: int64 */
            revision?: number;
            streamId?: string;
        };
        ChangeSetRequest: {
            changes: ({
                /** @example silicon-valley */
                name: string;
                /** @enum {string} */
                op: "rename";
            } | {
                autoRenew?: boolean | null;
                /** @enum {string} */
                op: "setAutoRenewal";
            } | {
                /** @enum {string} */
                op: "bindPlan";
                /** @example gbwp-1 */
                planId: string;
            } | {
                /** @enum {string} */
                op: "unbindPlan";
                /** @example gbwp-1 */
                planId: string;
            } | {
                /** @enum {string} */
                op: "replacePlan";
                /** @example gbwp-1 */
                planId: string;
                /** @example gbwp-1 */
                replacementId: string;
            } | {
                /** @example cn-hongkong */
                area: string;
                /** @enum {string} */
                op: "addRegions";
                regions: {
                    bandwidthMbps: number;
                    /** @enum {string|null} */
                    ipVersion?: "IPV4" | "IPV6" | "DUAL_STACK" | null;
                    /** @example cn-hongkong */
                    region: string;
                }[];
            } | {
                bandwidthMbps: number;
                /** @enum {string} */
                op: "changeRegion";
                /** @example cn-hongkong */
                region: string;
            } | {
                cascade?: boolean | null;
                /** @enum {string} */
                op: "removeRegion";
                /** @example cn-hongkong */
                region: string;
            } | {
                accessLists?: {
                    /** @enum {string} */
                    kind: "ALLOW" | "DENY";
                    prefixes?: string[] | null;
                }[] | null;
                affinityPrefixLength?: number | null;
                /** @enum {string|null} */
                clientAffinity?: "NONE" | "SOURCE_IP" | null;
                /** @example $web */
                id?: string | null;
                idleTimeoutSeconds?: number | null;
                limits?: {
                    bandwidthMbps?: number | null;
                    clientPrefixLength?: number | null;
                    connectionBandwidthMbps?: number | null;
                    connectionsPerClient?: number | null;
                    newConnectionsPerSecondPerClient?: number | null;
                } | null;
                /** @example web-traffic */
                name: string;
                /** @enum {string} */
                op: "addListener";
                ports: {
                    from: number;
                    to: number;
                }[];
                /** @enum {string} */
                protocol: "TCP" | "UDP";
            } | {
                accessLists?: {
                    /** @enum {string} */
                    kind: "ALLOW" | "DENY";
                    prefixes?: string[] | null;
                }[] | null;
                affinityPrefixLength?: number | null;
                /** @enum {string|null} */
                clientAffinity?: "NONE" | "SOURCE_IP" | null;
                idleTimeoutSeconds?: number | null;
                limits?: {
                    bandwidthMbps?: number | null;
                    clientPrefixLength?: number | null;
                    connectionBandwidthMbps?: number | null;
                    connectionsPerClient?: number | null;
                    newConnectionsPerSecondPerClient?: number | null;
                } | null;
                /** @example lsr-1 */
                listenerId: string;
                /** @example web-traffic */
                name?: string;
                /** @enum {string} */
                op: "changeListener";
                ports?: {
                    from: number;
                    to: number;
                }[];
            } | {
                cascade?: boolean | null;
                /** @example lsr-1 */
                listenerId: string;
                /** @enum {string} */
                op: "removeListener";
            } | {
                /** @enum {string} */
                kind: "ALLOW" | "DENY";
                /** @example lsr-1 */
                listenerId: string;
                /** @enum {string} */
                op: "addAccessPrefixes";
                prefixes: string[];
            } | {
                /** @enum {string} */
                kind: "ALLOW" | "DENY";
                /** @example lsr-1 */
                listenerId: string;
                /** @enum {string} */
                op: "removeAccessPrefix";
                /**
                 * Format: cidr
                 * @example 2001:db8::/32
                 */
                prefix: string;
            } | {
                /** @enum {string} */
                backendService: "ON_CLOUD" | "OFF_CLOUD";
                /** @enum {string|null} */
                clientIp?: "OFF" | "PROXY_V1" | "PROXY_V2" | "SPP" | null;
                drainSeconds?: number | null;
                endpoints: {
                    /**
                     * Format: host
                     * @example 2001:db8::7
                     */
                    address: string;
                    port?: number | null;
                    /** @enum {string|null} */
                    state?: "ACTIVE" | "DRAINING" | null;
                    /** @enum {string} */
                    type: "CUSTOM_IP" | "CUSTOM_DOMAIN" | "PUBLIC_IP" | "ECS" | "SLB";
                    weight: number;
                }[];
                healthCheck?: {
                    intervalSeconds?: number | null;
                    port?: number | null;
                    /** @enum {string} */
                    protocol: "TCP";
                    threshold?: number | null;
                    timeoutMillis?: number | null;
                } | {
                    expectedStatus?: {
                        from: number;
                        to: number;
                    } | null;
                    /** @example example.com */
                    host?: string | null;
                    intervalSeconds?: number | null;
                    /** @example /health */
                    path?: string | null;
                    port?: number | null;
                    /** @enum {string} */
                    protocol: "HTTP";
                    threshold?: number | null;
                    timeoutMillis?: number | null;
                } | {
                    expectedStatus?: {
                        from: number;
                        to: number;
                    } | null;
                    /** @example example.com */
                    host?: string | null;
                    intervalSeconds?: number | null;
                    /** @example /health */
                    path?: string | null;
                    port?: number | null;
                    /** @enum {string} */
                    protocol: "HTTPS";
                    threshold?: number | null;
                    timeoutMillis?: number | null;
                } | null;
                /** @example $web */
                id?: string | null;
                /** @example lsr-1 */
                listenerId: string;
                /** @example silicon-valley */
                name: string;
                /** @enum {string} */
                op: "addEndpointGroup";
                portOverrides?: {
                    endpointPort: number;
                    listenerPort: number;
                }[] | null;
                /** @example cn-hongkong */
                region: string;
                reserveClientIp?: boolean | null;
                route?: {
                    /** @enum {string} */
                    mode: "AUTO";
                } | {
                    /** @enum {string} */
                    mode: "DIRECT";
                } | {
                    /** @enum {string} */
                    mode: "VIA";
                    regions: string[];
                } | null;
                slowStartSeconds?: number | null;
                trafficPercentage?: number | null;
                /** @enum {string|null} */
                whenUnhealthy?: "FAIL_OPEN" | "FAIL_CLOSED" | null;
            } | {
                /** @enum {string} */
                backendService?: "ON_CLOUD" | "OFF_CLOUD";
                /** @enum {string|null} */
                clientIp?: "OFF" | "PROXY_V1" | "PROXY_V2" | "SPP" | null;
                drainSeconds?: number | null;
                /** @example epg-1 */
                endpointGroupId: string;
                healthCheck?: {
                    intervalSeconds?: number | null;
                    port?: number | null;
                    /** @enum {string} */
                    protocol: "TCP";
                    threshold?: number | null;
                    timeoutMillis?: number | null;
                } | {
                    expectedStatus?: {
                        from: number;
                        to: number;
                    } | null;
                    /** @example example.com */
                    host?: string | null;
                    intervalSeconds?: number | null;
                    /** @example /health */
                    path?: string | null;
                    port?: number | null;
                    /** @enum {string} */
                    protocol: "HTTP";
                    threshold?: number | null;
                    timeoutMillis?: number | null;
                } | {
                    expectedStatus?: {
                        from: number;
                        to: number;
                    } | null;
                    /** @example example.com */
                    host?: string | null;
                    intervalSeconds?: number | null;
                    /** @example /health */
                    path?: string | null;
                    port?: number | null;
                    /** @enum {string} */
                    protocol: "HTTPS";
                    threshold?: number | null;
                    timeoutMillis?: number | null;
                } | null;
                /** @example lsr-1 */
                listenerId: string;
                /** @example silicon-valley */
                name?: string;
                /** @enum {string} */
                op: "changeEndpointGroup";
                portOverrides?: {
                    endpointPort: number;
                    listenerPort: number;
                }[] | null;
                reserveClientIp?: boolean | null;
                route?: {
                    /** @enum {string} */
                    mode: "AUTO";
                } | {
                    /** @enum {string} */
                    mode: "DIRECT";
                } | {
                    /** @enum {string} */
                    mode: "VIA";
                    regions: string[];
                } | null;
                slowStartSeconds?: number | null;
                trafficPercentage?: number | null;
                /** @enum {string|null} */
                whenUnhealthy?: "FAIL_OPEN" | "FAIL_CLOSED" | null;
            } | {
                cascade?: boolean | null;
                /** @example epg-1 */
                endpointGroupId: string;
                /** @example lsr-1 */
                listenerId: string;
                /** @enum {string} */
                op: "removeEndpointGroup";
            } | {
                /** @example epg-1 */
                endpointGroupId: string;
                endpoints: {
                    /**
                     * Format: host
                     * @example 2001:db8::7
                     */
                    address: string;
                    port?: number | null;
                    /** @enum {string|null} */
                    state?: "ACTIVE" | "DRAINING" | null;
                    /** @enum {string} */
                    type: "CUSTOM_IP" | "CUSTOM_DOMAIN" | "PUBLIC_IP" | "ECS" | "SLB";
                    weight: number;
                }[];
                /** @example lsr-1 */
                listenerId: string;
                /** @enum {string} */
                op: "replaceEndpoints";
            } | {
                /**
                 * Format: host
                 * @example 2001:db8::7
                 */
                address: string;
                /** @example epg-1 */
                endpointGroupId: string;
                /** @example $web */
                id?: string | null;
                /** @example lsr-1 */
                listenerId: string;
                /** @enum {string} */
                op: "addEndpoint";
                port?: number | null;
                /** @enum {string|null} */
                state?: "ACTIVE" | "DRAINING" | null;
                /** @enum {string} */
                type: "CUSTOM_IP" | "CUSTOM_DOMAIN" | "PUBLIC_IP" | "ECS" | "SLB";
                weight: number;
            } | {
                /** @example epg-1 */
                endpointGroupId: string;
                /** @example ep-1 */
                endpointId: string;
                /** @example lsr-1 */
                listenerId: string;
                /** @enum {string} */
                op: "changeEndpoint";
                port?: number | null;
                /** @enum {string|null} */
                state?: "ACTIVE" | "DRAINING" | null;
                weight?: number;
            } | {
                /** @example epg-1 */
                endpointGroupId: string;
                /** @example ep-1 */
                endpointId: string;
                /** @example lsr-1 */
                listenerId: string;
                /** @enum {string} */
                op: "removeEndpoint";
            } | {
                cascade?: boolean | null;
                /** @enum {string} */
                op: "delete";
            })[];
            /** @example ticket 7 */
            reason?: string | null;
        };
        ChargeView: {
            amount?: components["schemas"]["Money"];
            averageGuaranteedMbps?: number;
            billing?: components["schemas"]["Billing"];
            /** Format: int64 */
            bytesOut?: number;
            /** Format: int32 */
            daysInMonth?: number;
            /** Format: int32 */
            daysUsed?: number;
            month?: string;
            over?: boolean;
            percentile95ByRegion?: {
                [key: string]: number;
            };
            percentile95Mbps?: number;
            planId?: string;
        };
        CheckpointView: {
            /** Format: date-time */
            at?: string;
            /** Format: int64 */
            events?: number;
            hash?: string;
            heads?: components["schemas"]["StreamHead"][];
            keyId?: string;
            /** Format: int64 */
            number?: number;
            /** Format: int64 */
            position?: number;
            previousHash?: string;
            signature?: string;
            transaction?: string;
        };
        Condition: {
            message?: string;
            /** Format: int64 */
            observedRevision?: number;
            reason?: string;
            relay?: string;
            /** @enum {string} */
            status?: "TRUE" | "FALSE" | "UNKNOWN";
            /** @enum {string} */
            type?: "Accepted" | "Programmed";
        };
        Convergence: {
            acceleratorId?: string;
            deleted?: boolean;
            /** Format: int64 */
            desiredRevision?: number;
            late?: string[];
            programmed?: boolean;
            relays?: components["schemas"]["RelayConvergence"][];
        };
        Credit: {
            /** @example USD */
            currency: string;
            minorUnits: number;
        };
        DifferenceView: {
            changes?: components["schemas"]["FieldView"][];
            /** Format: int64 */
            fromRevision?: number;
            /** Format: int64 */
            toRevision?: number;
        };
        DryRunAnswer: {
            changes?: components["schemas"]["FieldView"][];
            dryRun?: boolean;
            events?: components["schemas"]["Event"][];
            relays?: components["schemas"]["Relay"][];
        };
        Endpoint: {
            attemptsFailed?: {
                [key: string]: number;
            };
            /** Format: int64 */
            bytesIn?: number;
            /** Format: int64 */
            bytesOut?: number;
            client?: components["schemas"]["TcpFigures"];
            connectMicros?: components["schemas"]["Percentiles"];
            /** Format: int64 */
            connectionsActive?: number;
            /** Format: int64 */
            connectionsOpened?: number;
            durationMillis?: components["schemas"]["Percentiles"];
            endpoint?: components["schemas"]["TcpFigures"];
            endpointGroupId?: string;
            endpointGroupRegion?: string;
            endpointId?: string;
            firstByteMicros?: components["schemas"]["Percentiles"];
            ways?: components["schemas"]["Way"][];
        };
        EndpointChange: {
            port?: number | null;
            /** @enum {string|null} */
            state?: "ACTIVE" | "DRAINING" | null;
            weight?: number;
        };
        EndpointFinding: {
            address?: string;
            /** @enum {string} */
            configuredState?: "ACTIVE" | "DRAINING";
            /** Format: int32 */
            connections?: number;
            id?: string;
            /** Format: int32 */
            port?: number;
            relays?: components["schemas"]["RelayFinding"][];
            /** @enum {string} */
            state?: "INIT" | "NORMAL" | "PARTIALLY_ABNORMAL" | "ABNORMAL";
            /** Format: int32 */
            weight?: number;
        };
        EndpointGroupChange: {
            /** @enum {string} */
            backendService?: "ON_CLOUD" | "OFF_CLOUD";
            /** @enum {string|null} */
            clientIp?: "OFF" | "PROXY_V1" | "PROXY_V2" | "SPP" | null;
            drainSeconds?: number | null;
            healthCheck?: {
                intervalSeconds?: number | null;
                port?: number | null;
                /** @enum {string} */
                protocol: "TCP";
                threshold?: number | null;
                timeoutMillis?: number | null;
            } | {
                expectedStatus?: {
                    from: number;
                    to: number;
                } | null;
                /** @example example.com */
                host?: string | null;
                intervalSeconds?: number | null;
                /** @example /health */
                path?: string | null;
                port?: number | null;
                /** @enum {string} */
                protocol: "HTTP";
                threshold?: number | null;
                timeoutMillis?: number | null;
            } | {
                expectedStatus?: {
                    from: number;
                    to: number;
                } | null;
                /** @example example.com */
                host?: string | null;
                intervalSeconds?: number | null;
                /** @example /health */
                path?: string | null;
                port?: number | null;
                /** @enum {string} */
                protocol: "HTTPS";
                threshold?: number | null;
                timeoutMillis?: number | null;
            } | null;
            /** @example silicon-valley */
            name?: string;
            portOverrides?: {
                endpointPort: number;
                listenerPort: number;
            }[] | null;
            reserveClientIp?: boolean | null;
            route?: {
                /** @enum {string} */
                mode: "AUTO";
            } | {
                /** @enum {string} */
                mode: "DIRECT";
            } | {
                /** @enum {string} */
                mode: "VIA";
                regions: string[];
            } | null;
            slowStartSeconds?: number | null;
            trafficPercentage?: number | null;
            /** @enum {string|null} */
            whenUnhealthy?: "FAIL_OPEN" | "FAIL_CLOSED" | null;
        };
        EndpointGroupRequest: {
            /** @enum {string} */
            backendService: "ON_CLOUD" | "OFF_CLOUD";
            /** @enum {string|null} */
            clientIp?: "OFF" | "PROXY_V1" | "PROXY_V2" | "SPP" | null;
            drainSeconds?: number | null;
            endpoints: {
                /**
                 * Format: host
                 * @example 2001:db8::7
                 */
                address: string;
                port?: number | null;
                /** @enum {string|null} */
                state?: "ACTIVE" | "DRAINING" | null;
                /** @enum {string} */
                type: "CUSTOM_IP" | "CUSTOM_DOMAIN" | "PUBLIC_IP" | "ECS" | "SLB";
                weight: number;
            }[];
            healthCheck?: {
                intervalSeconds?: number | null;
                port?: number | null;
                /** @enum {string} */
                protocol: "TCP";
                threshold?: number | null;
                timeoutMillis?: number | null;
            } | {
                expectedStatus?: {
                    from: number;
                    to: number;
                } | null;
                /** @example example.com */
                host?: string | null;
                intervalSeconds?: number | null;
                /** @example /health */
                path?: string | null;
                port?: number | null;
                /** @enum {string} */
                protocol: "HTTP";
                threshold?: number | null;
                timeoutMillis?: number | null;
            } | {
                expectedStatus?: {
                    from: number;
                    to: number;
                } | null;
                /** @example example.com */
                host?: string | null;
                intervalSeconds?: number | null;
                /** @example /health */
                path?: string | null;
                port?: number | null;
                /** @enum {string} */
                protocol: "HTTPS";
                threshold?: number | null;
                timeoutMillis?: number | null;
            } | null;
            /** @example silicon-valley */
            name: string;
            portOverrides?: {
                endpointPort: number;
                listenerPort: number;
            }[] | null;
            /** @example cn-hongkong */
            region: string;
            reserveClientIp?: boolean | null;
            route?: {
                /** @enum {string} */
                mode: "AUTO";
            } | {
                /** @enum {string} */
                mode: "DIRECT";
            } | {
                /** @enum {string} */
                mode: "VIA";
                regions: string[];
            } | null;
            slowStartSeconds?: number | null;
            trafficPercentage?: number | null;
            /** @enum {string|null} */
            whenUnhealthy?: "FAIL_OPEN" | "FAIL_CLOSED" | null;
        };
        EndpointGroupView: {
            /** @enum {string} */
            backendService?: "ON_CLOUD" | "OFF_CLOUD";
            /** @enum {string} */
            clientIp?: "OFF" | "PROXY_V1" | "PROXY_V2" | "SPP";
            /** Format: int32 */
            drainSeconds?: number;
            endpoints?: components["schemas"]["EndpointView"][];
            fromDefault?: string[];
            healthCheck?: components["schemas"]["HealthCheck"];
            id?: string;
            name?: string;
            portOverrides?: components["schemas"]["PortOverride"][];
            region?: string;
            reserveClientIp?: boolean;
            route?: components["schemas"]["RoutePolicy"];
            /** Format: int32 */
            slowStartSeconds?: number;
            /** Format: int32 */
            trafficPercentage?: number;
            /** @enum {string} */
            whenUnhealthy?: "FAIL_OPEN" | "FAIL_CLOSED";
        };
        EndpointRequest: {
            /**
             * Format: host
             * @example 2001:db8::7
             */
            address: string;
            port?: number | null;
            /** @enum {string|null} */
            state?: "ACTIVE" | "DRAINING" | null;
            /** @enum {string} */
            type: "CUSTOM_IP" | "CUSTOM_DOMAIN" | "PUBLIC_IP" | "ECS" | "SLB";
            weight: number;
        };
        EndpointView: {
            address?: string;
            fromDefault?: string[];
            id?: string;
            /** Format: int32 */
            port?: number;
            /** @enum {string} */
            state?: "ACTIVE" | "DRAINING";
            /** @enum {string} */
            type?: "CUSTOM_IP" | "CUSTOM_DOMAIN" | "PUBLIC_IP" | "ECS" | "SLB";
            /** Format: int32 */
            weight?: number;
        };
        EndpointsRequest: {
            endpoints: {
                /**
                 * Format: host
                 * @example 2001:db8::7
                 */
                address: string;
                port?: number | null;
                /** @enum {string|null} */
                state?: "ACTIVE" | "DRAINING" | null;
                /** @enum {string} */
                type: "CUSTOM_IP" | "CUSTOM_DOMAIN" | "PUBLIC_IP" | "ECS" | "SLB";
                weight: number;
            }[];
        };
        Event: {
            event?: Record<string, never>;
            /** Format: int64 */
            revision?: number;
            streamId?: string;
            type?: string;
        };
        ExpiryWarning: {
            message?: string;
            /** @enum {string} */
            stage?: "PAID" | "WITHIN_30_DAYS" | "WITHIN_7_DAYS" | "WITHIN_1_DAY" | "IN_GRACE" | "SUSPENDED";
        };
        /** @description An error of one field, parameter or header */
        FieldError: {
            /** @description What it must be */
            detail: string;
            /** @description JSON pointer, or / and a parameter */
            pointer: string;
        };
        FieldView: {
            after?: Record<string, never>;
            before?: Record<string, never>;
            path?: string;
            text?: string;
        };
        Figures: {
            /** Format: double */
            bitsPerSecondIn?: number;
            /** Format: double */
            bitsPerSecondOut?: number;
            /** Format: int64 */
            bytesIn?: number;
            /** Format: int64 */
            bytesOut?: number;
            connectMicros?: components["schemas"]["Percentiles"];
            /** Format: int64 */
            connectionsActive?: number;
            /** Format: int64 */
            connectionsFailed?: number;
            /** Format: int64 */
            connectionsOpened?: number;
            /** Format: int64 */
            connectionsRefused?: number;
            firstByteMicros?: components["schemas"]["Percentiles"];
            /** Format: int64 */
            seconds?: number;
        };
        Flow: {
            acceleratedAddress?: string;
            /** Format: int32 */
            acceleratedPort?: number;
            acceleratorId?: string;
            /** Format: int64 */
            bytesIn?: number;
            /** Format: int64 */
            bytesOut?: number;
            clientAddress?: string;
            /** Format: int32 */
            clientPort?: number;
            closeCause?: string;
            /** Format: date-time */
            closedAt?: string;
            /** Format: int64 */
            connectMicros?: number;
            connectionId?: string;
            endpointAddress?: string;
            endpointGroupId?: string;
            endpointGroupRegion?: string;
            endpointId?: string;
            /** Format: int32 */
            endpointPort?: number;
            /** Format: int64 */
            firstByteMicros?: number;
            listenerId?: string;
            /** Format: date-time */
            openedAt?: string;
            outgoingAddress?: string;
            /** Format: int32 */
            outgoingPort?: number;
            /** @enum {string} */
            protocol?: "TCP" | "UDP";
            region?: string;
            relayId?: string;
            /** Format: int64 */
            revision?: number;
            status?: string;
            way?: string[];
        };
        FlowAnswer: {
            complete?: boolean;
            flows?: components["schemas"]["Flow"][];
        };
        GroupHealth: {
            checked?: boolean;
            endpoints?: components["schemas"]["EndpointFinding"][];
            id?: string;
            region?: string;
            /** @enum {string} */
            state?: "INIT" | "NORMAL" | "PARTIALLY_ABNORMAL" | "ABNORMAL";
        };
        GroupRoutes: {
            endpointGroupId?: string;
            endpointGroupRegion?: string;
            listenerId?: string;
            relays?: components["schemas"]["RelayRoute"][];
            route?: components["schemas"]["RoutePolicy"];
        };
        HealthCheck: {
            expectedStatus?: components["schemas"]["StatusRange"];
            host?: string;
            /** Format: int32 */
            intervalSeconds?: number;
            path?: string;
            /** Format: int32 */
            port?: number;
            /** @enum {string} */
            protocol?: "TCP" | "HTTP" | "HTTPS";
            /** Format: int32 */
            threshold?: number;
            /** Format: int32 */
            timeoutMillis?: number;
        };
        HistoryEntry: {
            actor?: components["schemas"]["Actor"];
            event?: Record<string, never>;
            eventId?: string;
            hash?: string;
            /** Format: date-time */
            occurredAt?: string;
            previousHash?: string;
            /** Format: int64 */
            revision?: number;
            type?: string;
        };
        Invitation: {
            account?: string;
            /** Format: date-time */
            expiresAt?: string;
            /** Format: uri */
            url?: string;
            user?: string;
        };
        Items: {
            items?: components["schemas"]["ProbeView"][];
        };
        JoinTokenMade: {
            details?: components["schemas"]["JoinTokenView"];
            token?: string;
        };
        JoinTokenRequest: {
            lifetimeSeconds?: number | null;
            pools?: {
                /**
                 * Format: cidr
                 * @example 2001:db8:7::/64
                 */
                prefix: string;
            }[] | null;
            /** @example cn-hongkong */
            region: string;
            uses?: number | null;
        };
        JoinTokenView: {
            /** Format: date-time */
            expiresAt?: string;
            id?: string;
            pools?: string[];
            region?: string;
            revoked?: boolean;
            usedBy?: string[];
            /** Format: int32 */
            uses?: number;
        };
        JoinTokensView: {
            items?: components["schemas"]["JoinTokenView"][];
        };
        /** @description A change that is made and not programmed everywhere yet */
        LateAnswer: {
            /** @description The body of the answer without a wait; null for one without a body */
            answer: unknown;
            /** @description Where the progress of each accelerator is */
            convergence: string[];
            /** @description Relays that were not waited for, and why */
            dead: string[];
            /** @description Relays and regions that are late, and why */
            late: string[];
            /** @description false */
            programmed: boolean;
        };
        LimitsEntry: {
            code?: string;
            /** Format: int32 */
            months?: number;
            openEnded?: boolean;
            /** Format: int32 */
            planMbps?: number;
            /** Format: int64 */
            version?: number;
            /** Format: int32 */
            years?: number;
        };
        Link: {
            /** Format: date-time */
            expiresAt?: string;
            /** Format: uri */
            url?: string;
        };
        LinkMeasured: {
            /** Format: date-time */
            at?: string;
            /** Format: double */
            load?: number;
            /** Format: double */
            lossBack?: number;
            /** Format: double */
            lossThere?: number;
            /** Format: double */
            p50Millis?: number;
            /** Format: double */
            p95Millis?: number;
            peerId?: string;
            peerRegion?: string;
            region?: string;
            relayId?: string;
            up?: boolean;
        };
        LinkRequest: {
            user?: string;
        };
        LinksView: {
            links?: components["schemas"]["LinkMeasured"][];
            /** Format: int32 */
            linksLeftOut?: number;
            pairs?: components["schemas"]["RegionPair"][];
        };
        Listener: {
            /** Format: int64 */
            connectionsActive?: number;
            /** Format: int64 */
            connectionsOpened?: number;
            ended?: {
                [key: string]: number;
            };
            endpoints?: components["schemas"]["Endpoint"][];
            listenerId?: string;
            refused?: {
                [key: string]: number;
            };
        };
        ListenerChange: {
            accessLists?: {
                /** @enum {string} */
                kind: "ALLOW" | "DENY";
                prefixes?: string[] | null;
            }[] | null;
            affinityPrefixLength?: number | null;
            /** @enum {string|null} */
            clientAffinity?: "NONE" | "SOURCE_IP" | null;
            idleTimeoutSeconds?: number | null;
            limits?: {
                bandwidthMbps?: number | null;
                clientPrefixLength?: number | null;
                connectionBandwidthMbps?: number | null;
                connectionsPerClient?: number | null;
                newConnectionsPerSecondPerClient?: number | null;
            } | null;
            /** @example web-traffic */
            name?: string;
            ports?: {
                from: number;
                to: number;
            }[];
        };
        ListenerConnections: {
            acceleratorId?: string;
            /** Format: int32 */
            connections?: number;
            listenerId?: string;
        };
        ListenerHealth: {
            endpointGroups?: components["schemas"]["GroupHealth"][];
            id?: string;
            name?: string;
            /** @enum {string} */
            state?: "INIT" | "NORMAL" | "PARTIALLY_ABNORMAL" | "ABNORMAL";
        };
        ListenerLimits: {
            /** Format: int32 */
            bandwidthMbps?: number;
            /** Format: int32 */
            clientPrefixLength?: number;
            /** Format: int32 */
            connectionBandwidthMbps?: number;
            /** Format: int32 */
            connectionsPerClient?: number;
            /** Format: int32 */
            newConnectionsPerSecondPerClient?: number;
        };
        ListenerRequest: {
            accessLists?: {
                /** @enum {string} */
                kind: "ALLOW" | "DENY";
                prefixes?: string[] | null;
            }[] | null;
            affinityPrefixLength?: number | null;
            /** @enum {string|null} */
            clientAffinity?: "NONE" | "SOURCE_IP" | null;
            idleTimeoutSeconds?: number | null;
            limits?: {
                bandwidthMbps?: number | null;
                clientPrefixLength?: number | null;
                connectionBandwidthMbps?: number | null;
                connectionsPerClient?: number | null;
                newConnectionsPerSecondPerClient?: number | null;
            } | null;
            /** @example web-traffic */
            name: string;
            ports: {
                from: number;
                to: number;
            }[];
            /** @enum {string} */
            protocol: "TCP" | "UDP";
        };
        ListenerView: {
            accessLists?: components["schemas"]["AccessList"][];
            /** Format: int32 */
            affinityPrefixLength?: number;
            /** @enum {string} */
            clientAffinity?: "NONE" | "SOURCE_IP";
            endpointGroups?: components["schemas"]["EndpointGroupView"][];
            fromDefault?: string[];
            id?: string;
            /** Format: int32 */
            idleTimeoutSeconds?: number;
            limits?: components["schemas"]["ListenerLimits"];
            name?: string;
            ports?: components["schemas"]["PortRange"][];
            /** @enum {string} */
            protocol?: "TCP" | "UDP";
        };
        MadeToken: {
            /** Format: date-time */
            expiresAt?: string;
            id?: string;
            token?: string;
        };
        Me: {
            accelerator?: string;
            account?: string;
            credential?: string;
            name?: string;
            /** @enum {string} */
            role?: "VIEWER" | "EDITOR" | "ADMIN" | "OPERATOR";
            user?: string;
        };
        MemberList: {
            items?: components["schemas"]["MemberView"][];
        };
        MemberRequest: {
            name?: string;
            /** @enum {string} */
            role?: "VIEWER" | "EDITOR" | "ADMIN" | "OPERATOR";
        };
        MemberView: {
            /** Format: date-time */
            createdAt?: string;
            name?: string;
            /** @enum {string} */
            role?: "VIEWER" | "EDITOR" | "ADMIN" | "OPERATOR";
            user?: string;
        };
        ModificationView: {
            /** Format: int32 */
            bandwidthMbps?: number;
            /** Format: int32 */
            crossBorderMbps?: number;
            specification?: string;
        };
        Money: {
            currency?: string;
            /** Format: int64 */
            minorUnits?: number;
        };
        Nearest: {
            bundle?: components["schemas"]["Recommended"];
            changes?: components["schemas"]["Adjustment"][];
        };
        OrderRequest: {
            /** @example cn-hongkong */
            bandwidthType: string;
            billing?: {
                /** @enum {string} */
                type: "PAY_BY_BANDWIDTH";
            } | {
                /** @enum {string} */
                type: "PAY_BY_TRAFFIC";
            } | {
                guaranteedPercent: number;
                /** @enum {string} */
                type: "PAY_BY_95TH";
            } | null;
            crossBorderMbps?: number | null;
            /** @enum {string|null} */
            kind?: "SUBSCRIPTION" | null;
            /** @description Not read. */
            monthlyPrice?: unknown;
            peakBandwidthMbps: number;
            /** @description Not read. */
            priceBreakdown?: unknown;
            /** @description Not read. */
            reasons?: unknown;
            /** @example cn-hongkong */
            specification: string;
            term: {
                count: number;
                /** @enum {string} */
                unit: "MONTH";
            } | {
                count: number;
                /** @enum {string} */
                unit: "YEAR";
            } | {
                /** @enum {string} */
                unit: "OPEN_ENDED";
            };
            use?: {
                accelerationRegions: string[];
                icpFiling?: boolean | null;
                /** @enum {string|null} */
                ipVersion?: "IPV4" | "IPV6" | "DUAL_STACK" | null;
                maxConnections: number;
                /** @enum {string} */
                serverArea: "ON_CLOUD" | "OFF_CLOUD";
                /** @example cn-hongkong */
                serviceRegion: string;
                webService?: boolean | null;
            } | null;
            /** @description Not read. */
            yearlyBreakdown?: unknown;
            /** @description Not read. */
            yearlyPrice?: unknown;
        } | {
            billing?: {
                /** @enum {string} */
                type: "PAY_BY_BANDWIDTH";
            } | {
                /** @enum {string} */
                type: "PAY_BY_TRAFFIC";
            } | {
                guaranteedPercent: number;
                /** @enum {string} */
                type: "PAY_BY_95TH";
            } | null;
            bundle: {
                /** @example cn-hongkong */
                bandwidthType: string;
                crossBorderMbps?: number | null;
                /** @description Not read. */
                monthlyPrice?: unknown;
                peakBandwidthMbps: number;
                /** @description Not read. */
                priceBreakdown?: unknown;
                /** @description Not read. */
                reasons?: unknown;
                /** @example cn-hongkong */
                specification: string;
                use?: {
                    accelerationRegions: string[];
                    icpFiling?: boolean | null;
                    /** @enum {string|null} */
                    ipVersion?: "IPV4" | "IPV6" | "DUAL_STACK" | null;
                    maxConnections: number;
                    /** @enum {string} */
                    serverArea: "ON_CLOUD" | "OFF_CLOUD";
                    /** @example cn-hongkong */
                    serviceRegion: string;
                    webService?: boolean | null;
                } | null;
                /** @description Not read. */
                yearlyBreakdown?: unknown;
                /** @description Not read. */
                yearlyPrice?: unknown;
            };
            /** @enum {string|null} */
            kind?: "SUBSCRIPTION" | null;
            term: {
                count: number;
                /** @enum {string} */
                unit: "MONTH";
            } | {
                count: number;
                /** @enum {string} */
                unit: "YEAR";
            } | {
                /** @enum {string} */
                unit: "OPEN_ENDED";
            };
        } | {
            /** @enum {string} */
            kind: "INSTANCE";
            /** @example cn-hongkong */
            specification: string;
            term: {
                count: number;
                /** @enum {string} */
                unit: "MONTH";
            } | {
                count: number;
                /** @enum {string} */
                unit: "YEAR";
            } | {
                /** @enum {string} */
                unit: "OPEN_ENDED";
            };
        } | {
            /** @example ga-1 */
            acceleratorId: string;
            /** @enum {string} */
            kind: "RENEWAL";
            term: {
                count: number;
                /** @enum {string} */
                unit: "MONTH";
            } | {
                count: number;
                /** @enum {string} */
                unit: "YEAR";
            };
        } | {
            bandwidthMbps: number;
            /** @example cn-hongkong */
            bandwidthType: string;
            billing?: {
                /** @enum {string} */
                type: "PAY_BY_BANDWIDTH";
            } | {
                /** @enum {string} */
                type: "PAY_BY_TRAFFIC";
            } | {
                guaranteedPercent: number;
                /** @enum {string} */
                type: "PAY_BY_95TH";
            } | null;
            /** @enum {string} */
            kind: "PLAN";
            /** @enum {string|null} */
            planKind?: "BASIC" | "CROSS_BORDER" | null;
            term: {
                count: number;
                /** @enum {string} */
                unit: "MONTH";
            } | {
                count: number;
                /** @enum {string} */
                unit: "YEAR";
            } | {
                /** @enum {string} */
                unit: "OPEN_ENDED";
            };
        } | {
            /** @example ga-1 */
            acceleratorId: string;
            bandwidthMbps?: number | null;
            crossBorderMbps?: number | null;
            /** @enum {string} */
            kind: "MODIFICATION";
            /** @example cn-hongkong */
            specification?: string | null;
        };
        OrderView: {
            acceleratorId?: string;
            bandwidthPlanId?: string;
            billing?: components["schemas"]["Billing"];
            bundle?: components["schemas"]["Bundle"];
            crossBorderPlanId?: string;
            id?: string;
            invoice?: string;
            /** @enum {string} */
            kind?: "SUBSCRIPTION" | "INSTANCE" | "RENEWAL" | "PLAN" | "MODIFICATION";
            modification?: components["schemas"]["ModificationView"];
            /** Format: date-time */
            placedAt?: string;
            plan?: components["schemas"]["PlanView"];
            /** Format: int64 */
            revision?: number;
            specification?: string;
            /** @enum {string} */
            status?: "PLACED" | "PAYMENT_PENDING" | "PAID" | "CANCELLED";
            term?: components["schemas"]["Term"];
            total?: components["schemas"]["Money"];
        };
        PageAcceleratorSummary: {
            items?: components["schemas"]["AcceleratorSummary"][];
            nextPageToken?: string;
        };
        PageAcceleratorView: {
            items?: components["schemas"]["AcceleratorView"][];
            nextPageToken?: string;
        };
        PageBandwidthPlanView: {
            items?: components["schemas"]["BandwidthPlanView"][];
            nextPageToken?: string;
        };
        PageCatalogEventView: {
            items?: components["schemas"]["CatalogEventView"][];
            nextPageToken?: string;
        };
        PageHistoryEntry: {
            items?: components["schemas"]["HistoryEntry"][];
            nextPageToken?: string;
        };
        PageOrderView: {
            items?: components["schemas"]["OrderView"][];
            nextPageToken?: string;
        };
        PageRelayView: {
            items?: components["schemas"]["RelayView"][];
            nextPageToken?: string;
        };
        Passkey: {
            /** Format: date-time */
            createdAt?: string;
            id?: string;
            /** Format: date-time */
            lastUsedAt?: string;
            name?: string;
        };
        PasskeyList: {
            items?: components["schemas"]["Passkey"][];
        };
        Payment: {
            acceleratorId?: string;
            bandwidthPlanId?: string;
            crossBorderPlanId?: string;
            invoice?: string;
            orderId?: string;
            /** @enum {string} */
            status?: "PLACED" | "PAYMENT_PENDING" | "PAID" | "CANCELLED";
        };
        PendingConfirmation: {
            /** Format: date-time */
            deadline?: string;
            reserved?: components["schemas"]["ReservedAddress"][];
            /** Format: int64 */
            revertTo?: number;
        };
        Percentiles: {
            /** Format: int64 */
            p50?: number;
            /** Format: int64 */
            p95?: number;
            /** Format: int64 */
            p99?: number;
        };
        PlanView: {
            /** Format: int32 */
            bandwidthMbps?: number;
            bandwidthType?: string;
            /** @enum {string} */
            planKind?: "BASIC" | "CROSS_BORDER";
        };
        PoolView: {
            /** Format: int32 */
            held?: number;
            ipv4?: string;
            ipv6?: string;
            region?: string;
            /** Format: int64 */
            revision?: number;
        };
        Pools: {
            items?: components["schemas"]["PoolView"][];
        };
        PortOverride: {
            /** Format: int32 */
            endpointPort?: number;
            /** Format: int32 */
            listenerPort?: number;
        };
        PortRange: {
            /** Format: int32 */
            from?: number;
            /** Format: int32 */
            to?: number;
        };
        ProbeSample: {
            /** Format: int64 */
            bytes?: number;
            /** Format: int64 */
            connectMicros?: number;
            failure?: string;
            /** Format: int64 */
            firstByteMicros?: number;
            /** Format: int32 */
            round?: number;
            /** @enum {string} */
            side?: "DIRECT" | "ACCELERATED";
            /** Format: int32 */
            status?: number;
            /** Format: int64 */
            tlsMicros?: number;
            /** Format: int64 */
            totalMicros?: number;
        };
        ProbeView: {
            accelerated?: components["schemas"]["SideView"];
            acceleratorId?: string;
            clientRegion?: string;
            direct?: components["schemas"]["SideView"];
            endpointGroupId?: string;
            endpointId?: string;
            endpointRegion?: string;
            failure?: string;
            /** Format: date-time */
            finishedAt?: string;
            id?: string;
            listenerId?: string;
            path?: string;
            /** Format: int32 */
            port?: number;
            /** @enum {string} */
            protocol?: "HTTP" | "HTTPS" | "TCP";
            relayId?: string;
            /** Format: date-time */
            requestedAt?: string;
            requestedBy?: string;
            /** Format: int32 */
            rounds?: number;
            samples?: components["schemas"]["ProbeSample"][];
            serverName?: string;
            /** @enum {string} */
            state?: "PLANNED" | "WAITING" | "RUNNING" | "FINISHED" | "FAILED";
            verifyCertificate?: boolean;
        };
        /** @description An error (RFC 9457); some types have further members */
        Problem: {
            /** @description The fact, and how to go on */
            detail: string;
            /** @description Every bad field, at most 20 */
            errors?: components["schemas"]["FieldError"][];
            /** @description The path of the request */
            instance?: string;
            /** @description Bad fields beyond those in errors */
            moreErrors?: number;
            /** @description The id that logs and events carry */
            requestId: string;
            /** @description The status of the answer */
            status: number;
            /** @description The status in words */
            title: string;
            /** @description /problems/NAME, a page about this error */
            type: string;
        };
        Quota: {
            /** Format: int32 */
            limit?: number;
            name?: string;
            /** Format: int32 */
            used?: number;
        };
        Quotas: {
            clientIp?: ("OFF" | "PROXY_V1" | "PROXY_V2" | "SPP")[];
            items?: components["schemas"]["Quota"][];
        };
        Recommendation: {
            nearest?: components["schemas"]["Nearest"][];
            recommended?: components["schemas"]["Recommended"][];
            rejected?: components["schemas"]["Rejected"][];
        };
        RecommendationRequest: {
            /**
             * Format: region
             * @example cn-hongkong
             */
            accelerationRegion: string;
            crossBorderMbps?: number | null;
            icpFiling: boolean;
            /** @enum {string|null} */
            ipVersion?: "IPV4" | "IPV6" | "DUAL_STACK" | null;
            maxConcurrentConnections: number;
            peakBandwidthMbps: number;
            /** @enum {string} */
            serverArea: "ON_CLOUD" | "OFF_CLOUD";
            /**
             * Format: region
             * @example cn-hongkong
             */
            serviceRegion: string;
            webService?: boolean | null;
        } | {
            accelerationRegions: string[];
            crossBorderMbps?: number | null;
            icpFiling: boolean;
            /** @enum {string|null} */
            ipVersion?: "IPV4" | "IPV6" | "DUAL_STACK" | null;
            maxConcurrentConnections: number;
            peakBandwidthMbps: number;
            /** @enum {string} */
            serverArea: "ON_CLOUD" | "OFF_CLOUD";
            /**
             * Format: region
             * @example cn-hongkong
             */
            serviceRegion: string;
            webService?: boolean | null;
        };
        Recommended: {
            bandwidthType?: string;
            /** Format: int32 */
            crossBorderMbps?: number;
            monthlyPrice?: components["schemas"]["Money"];
            /** Format: int32 */
            peakBandwidthMbps?: number;
            priceBreakdown?: components["schemas"]["BundlePrice"];
            reasons?: string[];
            specification?: string;
            use?: components["schemas"]["BundleUse"];
            yearlyBreakdown?: components["schemas"]["BundlePrice"];
            yearlyPrice?: components["schemas"]["Money"];
        };
        RegionEntry: {
            area?: string;
            code?: string;
            coordinates?: string;
            icpRequired?: boolean;
            ipv6?: boolean;
            mainlandChina?: boolean;
            name?: string;
            nameChinese?: string;
            /** Format: int64 */
            version?: number;
        };
        RegionPair: {
            fromRegion?: string;
            /** Format: int32 */
            links?: number;
            /** Format: double */
            lossBack?: number;
            /** Format: double */
            lossThere?: number;
            /** Format: double */
            p50Millis?: number;
            /** Format: double */
            p95Millis?: number;
            toRegion?: string;
            /** Format: int32 */
            up?: number;
        };
        RegionRequest: {
            /** @example cn-hongkong */
            area: string;
            /** @example 37.39,-122.08 */
            coordinates?: string | null;
            icpRequired?: boolean | null;
            ipv6?: boolean | null;
            mainlandChina?: boolean | null;
            /** @example US (Silicon Valley) */
            name: string;
            /** @example US (Silicon Valley) */
            nameChinese?: string | null;
        };
        RegionUsage: {
            bitsPerSecond?: number[];
            /** Format: int64 */
            bytesIn?: number;
            /** Format: int64 */
            bytesOut?: number;
            region?: string;
        };
        Regions: {
            items?: components["schemas"]["RegionEntry"][];
        };
        Rejected: {
            bandwidthType?: string;
            problems?: string[];
            reason?: string;
            specification?: string;
        };
        Relay: {
            region?: string;
            relay?: string;
            steps?: components["schemas"]["Step"][];
        };
        RelayConvergence: {
            /** Format: date-time */
            appliedAt?: string;
            /** Format: int64 */
            appliedRevision?: number;
            /** Format: int64 */
            desiredRevision?: number;
            /** Format: int64 */
            effectiveRevision?: number;
            failures?: components["schemas"]["ApplyFailure"][];
            message?: string;
            region?: string;
            relay?: string;
            /** @enum {string} */
            state?: "PROGRAMMED" | "PENDING" | "FAILED" | "DEAD";
            traceparent?: string;
        };
        RelayFinding: {
            /** Format: int64 */
            connectMicros?: number;
            /** Format: int32 */
            connections?: number;
            ejected?: boolean;
            reason?: string;
            region?: string;
            relay?: string;
            /** Format: date-time */
            since?: string;
            /** @enum {string} */
            state?: "UNKNOWN" | "HEALTHY" | "UNHEALTHY";
        };
        RelayRoute: {
            /** Format: date-time */
            at?: string;
            candidates?: components["schemas"]["WayScore"][];
            reason?: string;
            region?: string;
            relayId?: string;
            /** Format: date-time */
            since?: string;
            way?: string[];
        };
        RelayView: {
            /** Format: int32 */
            accelerators?: number;
            alive?: boolean;
            /** Format: int64 */
            clockSkewMillis?: number;
            /** Format: int64 */
            connectionsActive?: number;
            connectionsByListener?: components["schemas"]["ListenerConnections"][];
            connectionsByRevision?: components["schemas"]["AdmittedConnections"][];
            draining?: boolean;
            /** Format: int64 */
            failingAccelerators?: number;
            id?: string;
            /** Format: date-time */
            incarnation?: string;
            /** Format: date-time */
            lastHeartbeatAt?: string;
            /** Format: int32 */
            listeners?: number;
            path?: string;
            region?: string;
            source?: string;
        };
        Rename: {
            /** @example silicon-valley */
            name: string;
        };
        RenewalRequest: {
            term: {
                count: number;
                /** @enum {string} */
                unit: "MONTH";
            } | {
                count: number;
                /** @enum {string} */
                unit: "YEAR";
            };
        };
        ReservedAddress: {
            address?: string;
            region?: string;
        };
        Resize: {
            bandwidthMbps: number;
        };
        Resumed: {
            acceleratorId?: string;
            /** Format: int64 */
            revision?: number;
        };
        RoleRequest: {
            /** @enum {string} */
            role?: "VIEWER" | "EDITOR" | "ADMIN" | "OPERATOR";
        };
        RollbackRequest: {
            toRevision: number;
        };
        RoutePolicy: {
            /** @enum {string} */
            mode?: "AUTO" | "DIRECT" | "VIA";
            regions?: string[];
        };
        RoutesView: {
            acceleratorId?: string;
            endpointGroups?: components["schemas"]["GroupRoutes"][];
        };
        SaleLimits: {
            /** @description Not read. */
            code?: unknown;
            months: number;
            openEnded: boolean;
            planMbps: number;
            /** @description Not read. */
            version?: unknown;
            years: number;
        };
        ServerSentEventConvergence: unknown;
        ServerSentEventSecond: unknown;
        ServerSentEventStreamedEvent: unknown;
        SideView: {
            address?: string;
            connectMicros?: components["schemas"]["Spread"];
            /** Format: int32 */
            failed?: number;
            firstByteMicros?: components["schemas"]["Spread"];
            /** Format: int32 */
            measured?: number;
            tlsMicros?: components["schemas"]["Spread"];
            totalMicros?: components["schemas"]["Spread"];
        };
        SignedCheckpoints: {
            items?: components["schemas"]["CheckpointView"][];
            nextPageToken?: string;
        };
        SpecificationChange: {
            monthlyPrice: {
                /**
                 * Format: currency
                 * @example USD
                 */
                currency: string;
                minorUnits: number;
            };
            yearlyPrice?: {
                /**
                 * Format: currency
                 * @example USD
                 */
                currency: string;
                minorUnits: number;
            } | null;
        };
        SpecificationEntry: {
            code?: string;
            /** Format: int32 */
            maxConnections?: number;
            monthlyPrice?: components["schemas"]["Money"];
            name?: string;
            /** Format: int32 */
            peakMbps?: number;
            /** Format: int32 */
            regions?: number;
            /** Format: int64 */
            version?: number;
            yearlyPrice?: components["schemas"]["Money"];
        };
        SpecificationLimits: {
            code?: string;
            /** Format: int32 */
            maxConnections?: number;
            /** Format: int32 */
            peakMbps?: number;
            /** Format: int32 */
            regions?: number;
        };
        SpecificationRequest: {
            /** @description Not read. */
            code?: unknown;
            maxConnections: number;
            monthlyPrice: {
                /**
                 * Format: currency
                 * @example USD
                 */
                currency: string;
                minorUnits: number;
            };
            /** @example Small I */
            name: string;
            peakMbps: number;
            regions: number;
            /** @description Not read. */
            version?: unknown;
            yearlyPrice?: {
                /**
                 * Format: currency
                 * @example USD
                 */
                currency: string;
                minorUnits: number;
            } | null;
        };
        Specifications: {
            items?: components["schemas"]["SpecificationEntry"][];
        };
        Spread: {
            /** Format: int64 */
            least?: number;
            /** Format: int64 */
            median?: number;
            /** Format: int64 */
            most?: number;
        };
        StatusRange: {
            /** Format: int32 */
            from?: number;
            /** Format: int32 */
            to?: number;
        };
        Step: {
            /** @enum {string} */
            action?: "BIND" | "REBIND" | "RETARGET" | "UNBIND";
            /** Format: int64 */
            connections?: number;
            /** Format: int64 */
            connectionsAtMost?: number;
            listenerId?: string;
            name?: string;
            ports?: components["schemas"]["PortRange"][];
            /** @enum {string} */
            protocol?: "TCP" | "UDP";
        };
        StreamHead: {
            hash?: string;
            /** Format: int64 */
            revision?: number;
            streamId?: string;
        };
        Suspended: {
            acceleratorId?: string;
            account?: string;
            /** Format: date-time */
            expiresAt?: string;
            /** Format: date-time */
            since?: string;
        };
        Suspension: {
            /** @enum {string} */
            reason?: "EXPIRED";
            /** Format: date-time */
            since?: string;
        };
        Suspensions: {
            items?: components["schemas"]["Suspended"][];
            /** Format: int64 */
            more?: number;
        };
        TcpFigures: {
            jitterMicros?: components["schemas"]["Percentiles"];
            /** Format: double */
            lossPercent?: number;
            rttMicros?: components["schemas"]["Percentiles"];
            /** Format: int64 */
            segmentsRetransmitted?: number;
            /** Format: int64 */
            segmentsSent?: number;
        };
        Term: {
            /** Format: int32 */
            count?: number;
            /** @enum {string} */
            unit?: "MONTH" | "YEAR" | "OPEN_ENDED";
        };
        TokenList: {
            items?: components["schemas"]["ApiToken"][];
        };
        TokenRequest: {
            accelerator?: string;
            /** Format: int32 */
            expiresInDays?: number;
            name?: string;
            readOnly?: boolean;
            /** @enum {string} */
            role?: "VIEWER" | "EDITOR" | "ADMIN" | "OPERATOR";
        };
        TrafficAnswer: {
            acceleratorId?: string;
            ended?: {
                [key: string]: number;
            };
            /** Format: date-time */
            from?: string;
            listeners?: components["schemas"]["Listener"][];
            refused?: {
                [key: string]: number;
            };
            regionPairs?: components["schemas"]["metrics.RegionPair"][];
            relays?: components["schemas"]["metrics.Relay"][];
            /** Format: int64 */
            step?: number;
            /** Format: date-time */
            to?: string;
            totals?: components["schemas"]["Figures"];
            windows?: components["schemas"]["Window"][];
        };
        UsageAnswer: {
            acceleratorId?: string;
            /** Format: date-time */
            from?: string;
            regions?: components["schemas"]["RegionUsage"][];
            /** Format: int32 */
            sampleSeconds?: number;
            /** Format: date-time */
            to?: string;
        };
        UsagePrice: {
            /** @enum {string} */
            billingType?: "PAY_BY_BANDWIDTH" | "PAY_BY_TRAFFIC" | "PAY_BY_95TH";
            price?: components["schemas"]["Money"];
        };
        WantedProbe: {
            /** @example ga-1 */
            acceleratorId: string;
            /** @example ep-1 */
            endpointId?: string | null;
            /** @example lsr-1 */
            listenerId?: string | null;
            /** @example /health */
            path?: string | null;
            port?: number | null;
            /** @enum {string} */
            protocol: "HTTP";
            /** @example cn-hongkong */
            region?: string | null;
        } | {
            /** @example ga-1 */
            acceleratorId: string;
            /** @example ep-1 */
            endpointId?: string | null;
            /** @example lsr-1 */
            listenerId?: string | null;
            /** @example /health */
            path?: string | null;
            port?: number | null;
            /** @enum {string} */
            protocol: "HTTPS";
            /** @example cn-hongkong */
            region?: string | null;
            /** @example shop.example */
            serverName?: string | null;
            verifyCertificate?: boolean | null;
        } | {
            /** @example ga-1 */
            acceleratorId: string;
            /** @example ep-1 */
            endpointId?: string | null;
            /** @example lsr-1 */
            listenerId?: string | null;
            port?: number | null;
            /** @enum {string} */
            protocol: "TCP";
            /** @example cn-hongkong */
            region?: string | null;
        };
        Way: {
            /** Format: int64 */
            connectionsOpened?: number;
            relays?: string[];
        };
        WayScore: {
            /** Format: double */
            coldMillis?: number;
            /** Format: double */
            detourMillis?: number;
            /** Format: double */
            loadFactor?: number;
            /** Format: double */
            lossMillis?: number;
            /** Format: double */
            millis?: number;
            /** Format: double */
            relayMillis?: number;
            /** Format: double */
            roundTripMillis?: number;
            /** Format: double */
            spreadMillis?: number;
            way?: string[];
        };
        Window: {
            /** Format: double */
            bitsPerSecondIn?: number;
            /** Format: double */
            bitsPerSecondOut?: number;
            /** Format: int64 */
            bytesIn?: number;
            /** Format: int64 */
            bytesOut?: number;
            connectMicros?: components["schemas"]["Percentiles"];
            /** Format: int64 */
            connectionsActive?: number;
            /** Format: int64 */
            connectionsFailed?: number;
            /** Format: int64 */
            connectionsOpened?: number;
            /** Format: int64 */
            connectionsRefused?: number;
            firstByteMicros?: components["schemas"]["Percentiles"];
            /** Format: int64 */
            seconds?: number;
            /** Format: date-time */
            start?: string;
        };
        "metrics.RegionPair": {
            attemptsFailed?: {
                [key: string]: number;
            };
            /** Format: int64 */
            bytesIn?: number;
            /** Format: int64 */
            bytesOut?: number;
            client?: components["schemas"]["TcpFigures"];
            connectMicros?: components["schemas"]["Percentiles"];
            /** Format: int64 */
            connectionsActive?: number;
            /** Format: int64 */
            connectionsOpened?: number;
            durationMillis?: components["schemas"]["Percentiles"];
            endpoint?: components["schemas"]["TcpFigures"];
            endpointRegion?: string;
            firstByteMicros?: components["schemas"]["Percentiles"];
            region?: string;
            ways?: components["schemas"]["Way"][];
        };
        "metrics.Relay": {
            /** Format: double */
            bitsPerSecondIn?: number;
            /** Format: double */
            bitsPerSecondOut?: number;
            /** Format: int64 */
            bytesIn?: number;
            /** Format: int64 */
            bytesOut?: number;
            connectMicros?: components["schemas"]["Percentiles"];
            /** Format: int64 */
            connectionsActive?: number;
            /** Format: int64 */
            connectionsFailed?: number;
            /** Format: int64 */
            connectionsOpened?: number;
            /** Format: int64 */
            connectionsRefused?: number;
            firstByteMicros?: components["schemas"]["Percentiles"];
            region?: string;
            relayId?: string;
            /** Format: int64 */
            seconds?: number;
        };
    };
    responses: {
        /** @description The service failed; the answer tells whether to repeat it. */
        Failed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The change is made, and relays were late when the wait was over. */
        Late: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["LateAnswer"];
            };
        };
        /** @description The request is refused; nothing was changed. */
        Refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAccelerators: {
        parameters: {
            query?: {
                /** @description A part of the id, the name or an accelerated address, in any case, up to 128 characters. */
                q?: string;
                /** @description A region that it has, like cn-hongkong. */
                region?: string;
                /** @description How it stands. */
                state?: "SUSPENDED" | "NO_REGION" | "FAILED" | "UNSERVED" | "PENDING" | "PROGRAMMED";
                /** @description The order; - before it reverses it. */
                sort?: string;
                /** @description summary for a line of each, full for the whole. */
                view?: "full" | "summary";
                limit?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAcceleratorSummary"] | components["schemas"]["PageAcceleratorView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    createAccelerator: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AcceleratorRequest"];
            };
        };
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceleratorView"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findAccelerator: {
        parameters: {
            query: {
                at: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never> | components["schemas"]["AcceleratorView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    deleteAccelerator: {
        parameters: {
            query?: {
                cascade?: boolean;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    renameAccelerator: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Rename"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceleratorView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    addRegions: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AreaRequest"];
            };
        };
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedRegions"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    removeRegion: {
        parameters: {
            query?: {
                cascade?: boolean;
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    changeRegion: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                region: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["BandwidthRequest"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccelerationRegion"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    setAutoRenewal: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AutoRenewalRequest"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceleratorView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    bindBandwidthPlan: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                planId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceleratorView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    unbindBandwidthPlan: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                planId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceleratorView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    replaceBandwidthPlan: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                planId: string;
                replacementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceleratorView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    applyChangeSet: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChangeSetRequest"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Applied"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findAcceleratorCharges: {
        parameters: {
            query?: {
                month?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceleratorChargeView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    confirmChange: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceleratorView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findConvergence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Convergence"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    streamConvergence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ServerSentEventConvergence"][];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    compareRevisions: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DifferenceView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                limit?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageHistoryEntry"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findHealth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceleratorHealthView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    addListener: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ListenerRequest"];
            };
        };
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListenerView"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findListener: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                listenerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListenerView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    removeListener: {
        parameters: {
            query?: {
                cascade?: boolean;
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                listenerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    changeListener: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                listenerId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ListenerChange"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListenerView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    addAccessPrefixes: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                listenerId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AccessRequest"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListenerView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    removeAccessPrefix: {
        parameters: {
            query?: {
                kind?: string;
                prefix?: string;
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                listenerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    addEndpointGroup: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                listenerId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EndpointGroupRequest"];
            };
        };
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointGroupView"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findEndpointGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                listenerId: string;
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointGroupView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    removeEndpointGroup: {
        parameters: {
            query?: {
                cascade?: boolean;
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                listenerId: string;
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    changeEndpointGroup: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                listenerId: string;
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EndpointGroupChange"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointGroupView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    replaceEndpoints: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                listenerId: string;
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EndpointsRequest"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointGroupView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    addEndpoint: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                listenerId: string;
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EndpointRequest"];
            };
        };
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointView"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                listenerId: string;
                groupId: string;
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    removeEndpoint: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                listenerId: string;
                groupId: string;
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    changeEndpoint: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
                listenerId: string;
                groupId: string;
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EndpointChange"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listProbes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    renewAccelerator: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RenewalRequest"];
            };
        };
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    resumeAccelerator: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resumed"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    rollBack: {
        parameters: {
            query?: {
                /** @description The change takes itself back unless POST /v1/accelerators/{id}/confirm keeps it within this time: 1s to 24h, like 5m or PT5M, in seconds without a unit. */
                confirmWithin?: string;
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RollbackRequest"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceleratorView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findRoutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutesView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    addAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    creditBalance: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Credit"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listAccessEvents: {
        parameters: {
            query?: {
                /** @description For operators: another account, or empty for none */
                account?: string;
                limit?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageHistoryEntry"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listCheckpoints: {
        parameters: {
            query?: {
                limit?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedCheckpoints"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findPublicKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-pem-file": string;
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listBandwidthPlans: {
        parameters: {
            query?: {
                limit?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBandwidthPlanView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findBandwidthPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BandwidthPlanView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    deleteBandwidthPlan: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    resizeBandwidthPlan: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Resize"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findCharges: {
        parameters: {
            query?: {
                month?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listBandwidthTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BandwidthTypes"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findBandwidthType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BandwidthTypeEntry"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    putBandwidthType: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BandwidthTypeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BandwidthTypeEntry"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    deleteBandwidthType: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    exportCatalog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogDocument"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    importCatalog: {
        parameters: {
            query?: {
                dryRun?: boolean;
            };
            header?: {
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CatalogDocument"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogDifference"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listCatalogEvents: {
        parameters: {
            query?: {
                limit?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCatalogEventView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The id of the last event that the client has; one that is not in the log resumes nothing.
                 * @example 751-42
                 */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ServerSentEventStreamedEvent"][];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    flowsBehindAddress: {
        parameters: {
            query: {
                /**
                 * @description IPv4 or IPv6, as the endpoint saw its peer
                 * @example 192.0.2.33
                 */
                address: string;
                /** @description 0 to 65535, like 41522 */
                port: string;
                /**
                 * @description ISO 8601 instant in the years 2000 to 2199
                 * @example 2026-01-31T08:00:00Z
                 */
                at: string;
                /**
                 * @description Tolerance between the two clocks: a duration like 2s or PT2S up to 1h, or seconds; 2s if absent
                 * @example PT2S
                 */
                within?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAnswer"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listLinks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinksView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    showCaller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listMembers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    inviteMember: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    changeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    acceleratorTraffic: {
        parameters: {
            query?: {
                /**
                 * @description ISO 8601 instant in the years 2000 to 2199, included; 15 minutes before 'to' if absent
                 * @example 2026-01-31T08:00:00Z
                 */
                from?: string;
                /** @description ISO 8601 instant in the years 2000 to 2199, not included; now if absent */
                to?: string;
                /**
                 * @description A duration like 30s, 5m or PT30S, or seconds; 10s if absent
                 * @example PT10S
                 */
                step?: string;
                /**
                 * @description Only traffic of this listener
                 * @example lsr-1
                 */
                listener?: string;
                /**
                 * @description Only traffic to this endpoint group
                 * @example epg-1
                 */
                endpointGroup?: string;
                /**
                 * @description Only traffic to this endpoint
                 * @example ep-1
                 */
                endpoint?: string;
                /**
                 * @description Only traffic that entered at this acceleration region
                 * @example cn-hongkong
                 */
                region?: string;
                /**
                 * @description Only traffic to endpoint groups of this region; with 'region' one region pair
                 * @example us-west-1
                 */
                endpointRegion?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrafficAnswer"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    watchAcceleratorTraffic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ServerSentEventSecond"][];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    acceleratorUsage: {
        parameters: {
            query?: {
                /**
                 * @description ISO 8601 instant in the years 2000 to 2199, included; 15 minutes before 'to' if absent
                 * @example 2026-01-01T00:00:00Z
                 */
                from?: string;
                /** @description ISO 8601 instant in the years 2000 to 2199, not included, at most 31 days later; now if absent */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageAnswer"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                limit?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOrderView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    placeOrder: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderRequest"];
            };
        };
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    cancelOrder: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    confirmPayment: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    payOrder: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listPools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pools"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findPool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    putPool: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressPool"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolView"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    deletePool: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    measureAccelerator: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WantedProbe"];
            };
        };
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProbeView"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findProbe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProbeView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quotas"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    recommendBundles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecommendationRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recommendation"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listRegions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Regions"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findRegion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionEntry"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    putRegion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionEntry"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    deleteRegion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listRelays: {
        parameters: {
            query?: {
                limit?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRelayView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listJoinTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinTokensView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    createJoinToken: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinTokenRequest"];
            };
        };
        responses: {
            /** @description OK; with dryRun, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinTokenMade"] | components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findJoinToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinTokenView"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    revokeJoinToken: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    removeRelay: {
        parameters: {
            query?: {
                /** @description true: nothing is written, and the answer forecasts the change. */
                dryRun?: boolean;
                /** @description The answer comes when every relay has the change, or after this time, 1s to 60s: 202 when relays are late. Its headers Sixlane-Programmed, Sixlane-Late and Sixlane-Dead report the outcome. */
                wait?: string;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and nothing is done twice; with another body it is refused. */
                "Idempotency-Key"?: string;
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
                /** @description The reason of the change, UTF-8, which each of its events keeps. */
                "X-Reason"?: string;
            };
            path: {
                relayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With dryRun: the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            202: components["responses"]["Late"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findSaleLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitsEntry"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    putSaleLimits: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaleLimits"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitsEntry"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    makeSignInLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LinkRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listSpecifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Specifications"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    findSpecification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpecificationEntry"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    putSpecification: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpecificationRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpecificationEntry"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    deleteSpecification: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    changeSpecification: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change is for, or several; another present one refuses the change with 412. Without this header, or with *, any revision is changed. */
                "If-Match"?: string;
                /** @description ETags that the present one must not be; * refuses to change what exists. */
                "If-None-Match"?: string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpecificationChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpecificationEntry"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listSuspensions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suspensions"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    makeToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeToken"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
}
