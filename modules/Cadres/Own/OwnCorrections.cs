namespace OrgWork.Cadres;

/// <summary>干部更正申请: a cadre says what is wrong in the own file, why, and on what paper; the section decides, with a reason the cadre reads. What is agreed to stands in the file with the decision.</summary>
public static class OwnCorrections
{
    public const string Own = "cadres.own.view", Ask = "cadres.own.ask";

    /// <summary>What is put right by agreeing. 三龄两历一身份 are not among them: they are determined from the archive, and corrected by the office.</summary>
    public static readonly IReadOnlyList<string> Items = ["native_place", "birth_place", "health", "technical_title", "specialty", "full_time_school", "in_service_school"];
    public const string Other = "other";
    public static Field? FieldOf(string? item) => Items.Contains(item) ? CadreFiles.Register.Find(item!) : null;

    public static readonly CodeSet States = new("cadre_correction_state", "状态", "本平台", [new("1", "待办"), new("2", "已更正"), new("3", "不予更正"), new("4", "本人撤回")]);
    static readonly CodeSet Results = new("cadre_correction_result", "办理结果", "本平台", [new("2", "同意更正"), new("3", "不予更正")]);

    public static readonly Register Register = new()
    {
        Id = "corrections", Title = "更正申请", Noun = "更正申请", Counter = "件", Table = "cadre_correction", ReadPermission = "cadres.files.read", WritePermission = "cadres.files.edit",
        Fields =
        [
            Field.Text("label", "申请更正").Listed().ByDeed(), (Field.Row("cadre_id", "干部", "files") with { IsListed = true }).Filter().ByDeed(), Field.Text("stands", "现登记为", 500).Listed().ByDeed(), Field.Text("wanted", "应为", 500).Wide().ByDeed(), Field.Text("grounds", "依据", 500).ByDeed(),
            Field.Date("asked_on", "申请日期").Listed().Filter().Sortable().ByDeed(), Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("decided_on", "办理日期").Listed().ByDeed(), Field.Text("decided_name", "办理人").ByDeed(), Field.Text("reason", "办理意见", 300).ByDeed(),
        ],
        Conditions = [new("待办", "state=1") { Light = "yellow" }, new("不予更正", "state=3")],
        Actions = [new("证据材料", "cadres/own/evidence", "cadres.files.read", IsForOne: true)],
        Deeds =
        [
            new("decide", "办理", "cadres.files.edit")
            {
                Consequence = "同意的，档案里的这一项照申请改过来并留下变更记录（“其他”的请先在名册里改好，三龄两历一身份须先认定）；不同意的，本人看到理由",
                Fields = [Field.Code("result", "结果", Results).Required(), Field.Text("reason", "办理意见", 300).Required().Hinted("本人能看到")],
                Done = DecideAsync,
            },
        ],
    };

    sealed record Asked(Guid CadreId, string CadreName, string LocalityPath, string Item, string Label, string? Stands, string Wanted, string? Value);

    static async Task<string?> DecideAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        var (agreed, reason) = (deed.Text("result") == "2", deed.Text("reason"));
        if (await db.FirstAsync<Asked>("update cadre_correction x set state = @state, decided_on = @today, decided_name = @By, reason = @reason, version = x.version + 1, changed_at = now(), changed_by = @actor from cadre c where x.id = @Id and x.state = '1' and c.id = x.cadre_id returning x.cadre_id, c.name as cadre_name, c.locality_path, x.item, x.label, x.stands, x.wanted, x.value",
                new { deed.Id, state = agreed ? "2" : "3", today = Clock.Today, deed.By, reason, actor = db.Actor.Id }, stop) is not { } asked) return "已经办理过，或本人已撤回";
        if (!agreed || FieldOf(asked.Item) is not { } field) return null;
        // What stood there was never true: it is put right from the beginning of the present period.
        await db.FirstAsync<string>("select set_config('orgwork.effective_on', 'correction', true)", null, stop);
        if (await db.ExecuteAsync($"update cadre set {field.Column} = @value, version = version + 1, changed_at = now(), changed_by = @by where id = @CadreId and removed_at is null", new { asked.CadreId, value = asked.Value, by = db.Actor.Id }, stop) == 0) return $"{asked.CadreName}已不在名册，不能更正";
        await db.RecordAsync(new(DeedKind.Update, "files", asked.CadreId, asked.LocalityPath, asked.CadreName, [new(asked.Label, asked.Stands, asked.Wanted)], $"本人申请更正：{reason}"), stop);
        return null;
    }

    /// <summary>On a cadre: the account by which the person signs in sees the own file from now on.</summary>
    public static readonly RegisterDeed Tie = new("tie", "开通本人查看", "cadres.files.edit")
    {
        Consequence = "这个账号登录后能看到本人的档案和考核结果，能交述职报告、提更正申请和复核；看不到别人的",
        Fields = [Field.Text("account", "登录账号", 40).Required().Hinted("由本级管理员先建好，姓名与名册一致，并授予“干部本人”角色")],
        Done = async (db, deed, stop) => await db.FirstAsync<string>("select org.tie_account(@account, person_id) from cadre where id = @Id", new { deed.Id, account = deed.Text("account") }, stop),
    };

    public static readonly RegisterDeed Untie = new("untie", "停止本人查看", "cadres.files.edit")
    {
        Consequence = "账号不再与本人关联，登录后看不到档案；账号本身由本级管理员停用",
        Done = async (db, deed, stop) => await db.FirstAsync<bool>("select org.untie_account(person_id) from cadre where id = @Id", new { deed.Id }, stop) ? null : "本来没有关联账号",
    };
}
