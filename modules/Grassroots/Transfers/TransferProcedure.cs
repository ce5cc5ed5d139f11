using R = OrgWork.Grassroots.TransferRules;

namespace OrgWork.Grassroots;

/// <summary>
/// 组织关系接转 (rules B3): from one place of the deployment to another, or to outside with a letter (介绍信) and its receipt. The receiving side sees
/// the case with what the letter says, and the member only once it has accepted.
/// </summary>
public static class TransferProcedure
{
    const string Management = "中国共产党党员教育管理工作条例";
    static readonly CodeSet Reason = new("transfer_reason", "转移原因", "本平台", [new("1", "工作调动"), new("2", "居住地变动"), new("3", "升学毕业"), new("4", "退休转入社区"), new("9", "其他")]);

    const string Subject = """
        select m.name as title, m.locality_path, m.dues_paid_to_on as dues_paid_to, o.name as from_organisation, coalesce(u.name, m.workplace) as enterprise
        from member m join organisation o on o.id = m.organisation_id left join org.unit u on u.id = o.unit_id
        where m.id = @id and m.removed_at is null and m.left_on is null
        """;

    static readonly Step Receive = new("receive", "转入党组织接收")
    {
        Who = "基层党委", Level = LocalityKind.Township, IsOther = true, DateFact = "received_on", IsFinal = true, Deadline = new(R.LetterValid, 7),
        Outcomes =
        [
            new("accepted", "接收") { Fields = [Field.Row("organisation_id", "编入党支部", "organisations").Required()], Checks = [new(R.LetterValid)], Completes = true },
            new("back", "退回") { Next = "approve", Fields = [Field.Text("back_reason", "退回原因", 200).Required()] },
        ],
        Requirement = "在期限内接收并编入党支部，或者退回", Done = TransferEffects.ReceiveAsync,
    };

    public static readonly Procedure Procedure = new()
    {
        Id = "transfers", Title = "组织关系接转", Register = "members", ReadPermission = "grassroots.transfers.read", ActPermission = "grassroots.transfers.act",
        SubjectSql = Subject,
        Facts = [Field.Text("from_organisation", "转出党支部"), Field.Text("to_organisation", "转入党组织"), Field.Text("letter_no", "介绍信编号"), Field.Date("issued_on", "开出"), Field.Number("valid_days", "有效期（天）"), Field.Month("dues_paid_to", "党费交至")],
        Papers =
        [
            new("transfer-letter", "打印介绍信", new Dictionary<string, string> { ["to_organisation"] = "to_organisation", ["valid_days"] = "valid_days", ["issued_on"] = "issued_on", ["contact"] = "contact" })
            {
                When = one => one.IsOpen && one.Step is "letter" or "receipt",
            },
        ],
        Stages =
        [
            new("转出",
            [
                new("apply", "提出转移申请") { Who = "本人、党支部", Fields = [Field.Code("reason_code", "原因", Reason).Required(), Field.Text("from_organisation", "转出党支部", 100).Required(), Field.Month("dues_paid_to", "党费交至").Required()], Checks = [new(R.DuesPaid)], Requirement = "党费交至当月", Article = Management },
                new("approve", "基层党委审核") { Who = "基层党委", Level = LocalityKind.Township, Fields = [Field.Text("to_organisation", "转入党组织全称", 100).Required(), Field.Flag("receiver_may_approve", "转入党委有审批预备党员权限").Required()], Checks = [new(R.ReceiverPower)],
                    Outcomes = [new("inside", "同意，转往本平台内的党组织"), new("outside", "同意，转往平台以外") { Next = "letter" }, new("refused", "不同意") { Ends = true }], Requirement = "有审批预备党员权限的基层党委之间可直接接转", Article = Management },
            ]),
            new("平台内接转",
            [
                new("send", "选定转入地并转出") { Who = "基层党委", Level = LocalityKind.Township, ChoosesOther = true, DateFact = "issued_on", Fields = [Field.Number("valid_days", "接收期限（天）", 1, 366).Required()], Defaults = [new("valid_days", R.LetterDays, "usual")], Checks = [new(R.LetterDays)], Requirement = "写明期限，转入地即时看到" },
                Receive,
            ]),
            new("转往平台以外",
            [
                new("letter", "开出介绍信") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "issued_on",
                    Fields = [Field.Text("letter_no", "介绍信编号", 40).Required().Hinted("由“打印介绍信”续编，或填纸质介绍信的编号"), Field.Number("valid_days", "有效期（天）", 1, 366).Required(), Field.Text("contact", "联系电话、地址", 120)],
                    Defaults = [new("valid_days", R.LetterDays, "usual")], Checks = [new(R.LetterDays), new(R.DuesPaid)], Requirement = "存根、介绍信、回执三联；最长三个月" },
                new("receipt", "收到回执") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "receipt_on", IsFinal = true, Deadline = new(R.Receipt, 7),
                    Outcomes =
                    [
                        new("returned", "已接收，回执收到") { Fields = [Field.Date("received_on", "回执上的接收日期").Required().Past()], Checks = [new(R.LetterValid)], Completes = true, Documents = ["回执"] },
                        new("expired", "过期或退回，重新开介绍信") { Next = "letter" },
                    ],
                    Requirement = "有效期满前收到，过期须查明去向", Done = TransferEffects.LeaveAsync },
            ]),
        ],
    };

    /// <summary>国企退休党员转入地方: a list of each enterprise, a community for each by residence, its branch accepts, the archive follows and is acknowledged.</summary>
    public static readonly Procedure Retirees = new()
    {
        Id = "retirees", Title = "国企退休党员转入社区", Register = "members", ReadPermission = "grassroots.transfers.read", ActPermission = "grassroots.transfers.act",
        SubjectSql = Subject,
        Facts = [Field.Text("enterprise", "企业"), Field.Text("residence", "居住地"), Field.Text("from_organisation", "转出党支部"), Field.Date("issued_on", "转出"), Field.Date("archive_on", "档案移交")],
        Stages =
        [
            new("待转", [new("list", "列入移交名单") { Who = "企业党组织", Fields = [Field.Text("enterprise", "企业", 100).Required(), Field.Text("from_organisation", "转出党支部", 100).Required(), Field.Text("residence", "居住地（小区、门牌）", 120), Field.Month("dues_paid_to", "党费交至").Required()], Requirement = "同一企业一批列入，写同一批次", Article = "移交的地方规定" },
                new("match", "按居住地匹配社区并转出") { Who = "企业党组织", ChoosesOther = true, DateFact = "issued_on", Fields = [Field.Number("valid_days", "接收期限（天）", 1, 366).Required()], Defaults = [new("valid_days", R.LetterDays, "usual")], Checks = [new(R.LetterDays)], Requirement = "选定社区，社区即时看到" }]),
            new("在途", [Receive with
            {
                Title = "社区党组织接收", Who = "社区党组织", Level = LocalityKind.Village,
                Outcomes = [Receive.Outcomes[0] with { Completes = false }, Receive.Outcomes[1] with { Next = "match" }],
            }]),
            new("已接收",
            [
                new("archive", "移交党员档案") { Who = "企业党组织", DateFact = "archive_on", Documents = ["档案移交清单"], Fields = [Field.Text("archive_no", "移交单编号", 40)], Requirement = "接收后移交党员档案和人事档案" },
                new("acknowledge", "社区确认收到档案") { Who = "社区党组织", Level = LocalityKind.Village, IsOther = true, Requirement = "核对清单后确认，办结" },
            ]),
        ],
    };
}
