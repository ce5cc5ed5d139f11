namespace OrgWork.Grassroots;

/// <summary>本人更正申请: a member says what is wrong in the own file and why; the township decides, with a reason the member reads. What is agreed to stands in the file with the decision.</summary>
public static class Corrections
{
    public const string Own = "grassroots.own.view", Ask = "grassroots.own.ask";

    /// <summary>What may be asked for by itself; everything else is said in words and corrected by the office.</summary>
    public static readonly IReadOnlyList<string> Items = ["native_place", "education", "applied_on", "introducers", "occupation", "workplace", "work_began_on"];
    public const string Other = "other";
    public static Field? FieldOf(string? item) => Items.Contains(item) ? PartyMembers.Register.Find(item!) : null;

    public static readonly CodeSet States = new("correction_state", "状态", "本平台", [new("1", "待办"), new("2", "已更正"), new("3", "不予更正"), new("4", "本人撤回")]);
    static readonly CodeSet Results = new("correction_result", "办理结果", "本平台", [new("2", "同意更正"), new("3", "不予更正")]);

    public static readonly Register Register = new()
    {
        Id = "corrections", Title = "党员更正申请", Noun = "更正申请", Counter = "件", Table = "correction", ReadPermission = "grassroots.members.read", WritePermission = "grassroots.members.edit",
        Fields =
        [
            Field.Text("label", "申请更正").Listed().ByDeed(), (Field.Row("member_id", "党员", "members") with { IsListed = true }).Filter().ByDeed(), (Field.Row("organisation_id", "党支部", "organisations") with { IsListed = true }).Filter().ByDeed(), Field.Text("stands", "现登记为", 300).Listed().ByDeed(), Field.Text("wanted", "应为", 300).Wide().ByDeed(), Field.Text("grounds", "依据", 500).ByDeed(),
            Field.Date("asked_on", "申请日期").Listed().Filter().Sortable().ByDeed(), Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("decided_on", "办理日期").Listed().ByDeed(), Field.Text("decided_name", "办理人").ByDeed(), Field.Text("reason", "办理意见", 300).ByDeed(),
        ],
        Conditions = [new("待办", "state=1") { Light = "yellow" }, new("不予更正", "state=3")],
        Deeds =
        [
            new("decide", "办理", "grassroots.members.edit")
            {
                Consequence = "同意的，名册里的这一项照申请改过来并留下变更记录（“其他”的请先在名册里改好）；不同意的，本人看到理由",
                Fields = [Field.Code("result", "结果", Results).Required(), Field.Text("reason", "办理意见", 300).Required().Hinted("本人能看到")],
                Done = DecideAsync,
            },
        ],
    };

    sealed record Asked(Guid MemberId, string MemberName, string LocalityPath, string Item, string Label, string? Stands, string Wanted, string? Value);

    static async Task<string?> DecideAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        var (agreed, reason) = (deed.Text("result") == "2", deed.Text("reason"));
        if (await db.FirstAsync<Asked>("update correction c set state = @state, decided_on = @today, decided_name = @By, reason = @reason, version = c.version + 1 from member m where c.id = @Id and c.state = '1' and m.id = c.member_id returning c.member_id, m.name as member_name, m.locality_path, c.item, c.label, c.stands, c.wanted, c.value",
                new { deed.Id, state = agreed ? "2" : "3", today = Clock.Today, deed.By, reason }, stop) is not { } asked) return "已经办理过，或本人已撤回";
        if (!agreed || FieldOf(asked.Item) is not { } field) return null;
        var cast = field.Kind is FieldKind.Date or FieldKind.Month ? "::date" : "";
        // What stood there was never true: it is put right from the beginning of the present period.
        await db.FirstAsync<string>("select set_config('orgwork.effective_on', 'correction', true)", null, stop);
        if (await db.ExecuteAsync($"update member set {field.Column} = @value{cast}, version = version + 1, changed_at = now(), changed_by = @by where id = @MemberId and left_on is null", new { asked.MemberId, value = asked.Value, by = db.Actor.Id }, stop) == 0) return $"{asked.MemberName}已不在册，不能更正";
        await db.RecordAsync(new(DeedKind.Update, "members", asked.MemberId, asked.LocalityPath, asked.MemberName, [new(asked.Label, asked.Stands, asked.Wanted)], $"本人申请更正：{reason}"), stop);
        return null;
    }

    /// <summary>On a member: the account by which the person signs in sees the own file from now on.</summary>
    public static readonly RegisterDeed Tie = new("tie", "开通本人查看", "grassroots.members.edit")
    {
        Consequence = "这个账号登录后能看到本人的档案、党费、学习和组织生活，能提更正申请；看不到别人的",
        Fields = [Field.Text("account", "登录账号", 40).Required().Hinted("由本级管理员先建好，姓名与名册一致，在所在党支部授予“党员”角色")],
        Done = async (db, deed, stop) => await db.FirstAsync<string>("select org.tie_account(@account, person_id) from member where id = @Id and left_on is null", new { deed.Id, account = deed.Text("account") }, stop),
    };

    public static readonly RegisterDeed Untie = new("untie", "停止本人查看", "grassroots.members.edit")
    {
        Consequence = "账号不再与本人关联，登录后看不到档案；账号本身由本级管理员停用",
        Done = async (db, deed, stop) => await db.FirstAsync<bool>("select org.untie_account(person_id) from member where id = @Id", new { deed.Id }, stop) ? null : "本来没有关联账号",
    };
}
