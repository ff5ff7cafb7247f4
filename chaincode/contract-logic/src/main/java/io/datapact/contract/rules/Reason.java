package io.datapact.contract.rules;

import java.util.Arrays;
import java.util.Optional;

/** Why a command is refused, in order of precedence: contract.md section 7. */
public enum Reason {
    MALFORMED("the payload is not what the command's form asks for", "载荷不符合命令格式"),
    WRONG_NETWORK("the command was signed for another network", "命令属于其他网络"),
    RULES_UNKNOWN("the rule book's version is unknown here", "规则版本未知"),
    COMMAND_EXPIRED("the command's validity is over, or reaches too far", "命令已过有效期或有效期过长"),
    CERTIFICATE_UNKNOWN("the signer's certificate is not registered, or the signature is not its", "签名证书未登记或签名不符"),
    CERTIFICATE_NOT_YET("the certificate is not effective yet", "证书尚未生效"),
    CERTIFICATE_EXPIRED("the certificate has expired", "证书已过期"),
    CERTIFICATE_REVOKED("the certificate is revoked", "证书已吊销"),
    CERTIFICATE_WRONG_ROLE("the certificate's role does not permit the act", "证书角色不允许此操作"),
    MEMBER_SUSPENDED("the member is suspended or leaving", "成员已被暂停或正在退出"),
    NETWORK_PAUSED("the network is paused", "网络已暂停"),
    ALREADY_DECIDED("this was decided before", "此前已作决定"),
    STATE_FORBIDS("the state does not allow it", "当前状态不允许"),
    ALGORITHM_NOT_ACCEPTED("the algorithm is unknown, retired or not reviewed", "算法未知、已退役或未经评审"),
    TRUST_NOT_ACCEPTED("the trust model or fairness is not accepted", "信任模型或公平性不被接受"),
    SIMULATED_NOT_ACCEPTED("a simulated enclave is not accepted", "不接受模拟的可信环境"),
    DATASET_WITHDRAWN("the dataset or its version is not there, or withdrawn", "数据集不存在或已撤回"),
    COLUMN_NEVER_RELEASED("a column is never released, or not in the schema", "该列不得使用或不在模式中"),
    PURPOSE_NOT_ALLOWED("the purpose is not allowed", "用途不被允许"),
    OPERATION_NOT_ALLOWED("the operation is not allowed", "操作不被允许"),
    RECIPIENT_NOT_ALLOWED("a recipient is not allowed", "接收方不被允许"),
    GROUP_TOO_SMALL("the smallest group is below what terms or policy ask", "最小分组低于要求"),
    PRICE_TOO_LOW("the price is below the sum of prices per use", "价格低于单次使用价格之和"),
    NODE_UNKNOWN("a party's node is not known", "参与方节点未知"),
    NOT_A_PARTY("a member that must be a party is none", "成员不是参与方"),
    MANIFEST_MISMATCH("a field of the manifest does not agree with the ledger", "任务清单字段与账本不符"),
    POLICY_OUTDATED("the manifest was written under an older policy", "任务清单依据的策略已过时"),
    FOUR_EYES("one person may not fill two slots", "同一人不得占用两个审批位"),
    APPROVAL_MISSING("an approval is missing", "缺少审批"),
    APPROVAL_EXPIRED("an approval has expired", "审批已过期"),
    APPROVAL_REVOKED("an approval was revoked", "审批已撤销"),
    STANDING_EXCEEDED("a standing approval's bounds are exceeded", "超出长期授权范围"),
    NOT_NEXT("the number is not the next", "序号不连续"),
    USES_EXHAUSTED("no uses are left", "使用次数已用尽"),
    OUTSIDE_WINDOW("the time lies outside the task's window", "不在任务时间窗内"),
    WINDOW_OVER("the window is over", "时间窗已结束"),
    FUNDS_MISSING("the price is not on hold", "价款未锁定"),
    DEPOSIT_MISSING("a deposit is not there", "缺少保证金"),
    BALANCE_TOO_LOW("the balance is too low", "余额不足"),
    PARTY_NOT_READY("a party's Ready is missing or does not fit", "参与方未就绪"),
    PRIVACY_BUDGET_EXHAUSTED("the privacy budget does not suffice", "隐私预算不足"),
    QUORUM_MISSING("the votes do not suffice", "票数不足"),
    BASE_CHANGED("the record changed since the act was prepared", "依据的记录已变更"),
    KEY_IN_USE("the key or identifier is taken", "密钥或标识已被占用"),
    QUOTA_EXCEEDED("the quota is used up", "配额已用尽");

    private final String english;
    private final String chinese;

    Reason(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /** The reason that a code names, or empty where it names none. */
    public static Optional<Reason> of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals(code))
                .findFirst();
    }

    /** What is wrong, in English. */
    public String english() {
        return english;
    }

    /** What is wrong, in Chinese. */
    public String chinese() {
        return chinese;
    }
}
