using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OrgWork.Kernel;

/// <summary>Somebody's own record, as they see it themselves.</summary>
public interface IOwnRecord
{
    Guid Id { get; }
    string Name { get; }
    string LocalityPath { get; }
    /// <summary>What stands there, written as the register's form has it.</summary>
    string? ValueOf(string column);
}

/// <summary>What was asked to be corrected, and what became of it.</summary>
public sealed record OwnRequest(Guid Id, string Label, string? Stands, string Wanted, DateOnly AskedOn, string State, DateOnly? DecidedOn, string? DecidedName, string? Reason, int Files);

/// <summary>
/// 本人更正申请: somebody on file says what is wrong in the own record and why; the office decides, with a reason the person reads. What is agreed to stands in the record with the decision.
/// A module says of which register, which items and in whose hands; <c>org.make_corrections</c> makes the table. Whose record it is says the sealed actor alone.
/// </summary>
public sealed class OwnCorrections
{
    public const string Other = "other";
    public static readonly CodeSet States = new("correction_state", "状态", "本平台", [new("1", "待办"), new("2", "已更正"), new("3", "不予更正"), new("4", "本人撤回")]);
    static readonly CodeSet Results = new("correction_result", "办理结果", "本平台", [new("2", "同意更正"), new("3", "不予更正")]);

    /// <summary>The people's register; asked for late, because it names <see cref="Tie"/> among its own deeds.</summary>
    public required Func<Register> Of { get; init; }
    public required string Table { get; init; }
    public required string Title { get; init; }
    /// <summary>干部, 党员.</summary>
    public required string Noun { get; init; }
    public required string Ask { get; init; }
    public required string Read { get; init; }
    public required string Edit { get; init; }
    /// <summary>Columns that are put right by agreeing, named as the register names them; everything else is said in words and corrected by the office.</summary>
    public required IReadOnlyList<Code> Items { get; init; }
    /// <summary>What agreeing does not do by itself, in the words of the decision's page.</summary>
    public required string LeftToTheOffice { get; init; }
    /// <summary>Above the items, on the own page.</summary>
    public string Hint { get; init; } = "";
    /// <summary>What the account sees from now on, and how it has to be prepared.</summary>
    public required string TieConsequence { get; init; }
    public required string TieHint { get; init; }
    /// <summary>Columns of the person's record that the request carries too, with their fields.</summary>
    public IReadOnlyList<Field> Carried { get; init; } = [];
    public IReadOnlyList<RowAction> Actions { get; init; } = [];
    /// <summary>Who keeps the person's record decides the request too; asked of what is <see cref="Carried"/>.</summary>
    public Func<IReadOnlyDictionary<string, object?>, LocalityKind?>? KeptFrom { get; init; }
    /// <summary>Papers may be handed in with a request.</summary>
    public bool TakesEvidence { get; init; }

    string OwnerColumn => Of().Table + "_id";
    string There => Of().EndedColumn is { } ended ? $"{ended} is null and removed_at is null" : "removed_at is null";

    public Field? FieldOf(string? item) => Items.Any(one => one.Value == item) ? Of().Find(item!) : null;

    public Register Register => field ??= new()
    {
        Id = "corrections", Title = Title, Noun = "更正申请", Counter = "件", Table = Table, ReadPermission = Read, WritePermission = Edit, KeptFrom = KeptFrom,
        Fields =
        [
            Field.Text("label", "申请更正").Listed().ByDeed(), (Field.Row(OwnerColumn, Noun, Of().Id) with { IsListed = true }).Filter().ByDeed(), .. Carried, Field.Text("stands", "现登记为", 500).Listed().ByDeed(), Field.Text("wanted", "应为", 500).Wide().ByDeed(), Field.Text("grounds", "依据", 500).ByDeed(),
            Field.Date("asked_on", "申请日期").Listed().Filter().Sortable().ByDeed(), Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("decided_on", "办理日期").Listed().ByDeed(), Field.Text("decided_name", "办理人").ByDeed(), Field.Text("reason", "办理意见", 300).ByDeed(),
        ],
        Conditions = [new("待办", "state=1") { Light = "yellow" }, new("不予更正", "state=3")],
        Actions = Actions,
        Deeds =
        [
            new("decide", "办理", Edit)
            {
                Consequence = $"同意的，这一项照申请改过来并留下变更记录（{LeftToTheOffice}）；不同意的，本人看到理由",
                Fields = [Field.Code("result", "结果", Results).Required(), Field.Text("reason", "办理意见", 300).Required().Hinted("本人能看到")],
                Done = DecideAsync,
            },
        ],
    };

    /// <summary>On a person's record: the account by which they sign in sees it from now on.</summary>
    public RegisterDeed Tie => new("tie", "开通本人查看", Edit)
    {
        Consequence = TieConsequence,
        Fields = [Field.Text("account", "登录账号", 40).Required().Hinted(TieHint)],
        Done = async (db, deed, stop) => await db.FirstAsync<Tied>($"select org.tie_account(@account, person_id) as why from {Of().Table} where id = @Id and {There}", new { deed.Id, account = deed.Text("account") }, stop) is { } tied ? tied.Why : $"这名{Noun}已不在册",
    };

    public RegisterDeed Untie => new("untie", "停止本人查看", Edit)
    {
        Consequence = "账号不再与本人关联，登录后看不到档案；账号本身由本级管理员停用",
        Done = async (db, deed, stop) => await db.FirstAsync<bool>($"select org.untie_account(person_id) from {Of().Table} where id = @Id", new { deed.Id }, stop) ? null : "本来没有关联账号",
    };

    /// <summary>On a person's record: who keeps the files of a unit, and may not change this one, says to those who manage it what is wrong there.</summary>
    public RegisterDeed Propose => new("propose", "提更正建议", Edit)
    {
        IsToKeeper = true,
        Consequence = $"送管理这名{Noun}的一级办理；结果和意见在“{Title}”里看，本人也看得到",
        Fields = [Field.Code("item", "更正哪一项", new("correction_item", "更正项目", "本平台", [.. Items, new(Other, "其他")])).Required(), Field.Text("wanted", "应为", 300).Required().Hinted("选“其他”的，写明哪一项、应为什么"), Field.Text("grounds", "依据", 500).Required().Hinted("哪份材料写的是什么")],
        Done = ProposeAsync,
    };

    async Task<string?> ProposeAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        var (field, wanted) = (FieldOf(deed.Text("item")), deed.Text("wanted")!);
        string? value = null;
        if (field is not null)
        {
            var form = RegisterForm.Read(Of(), new FormCollection(new() { [field.Column] = wanted }), Clock.Today, field);
            if (form.Errors.GetValueOrDefault(field.Column) is { } fault) return fault;
            value = ValueIn(form, field);
        }
        return await PutAsync(db, deed.Id, deed.LocalityPath, deed.Title, field, field is null ? wanted : Shown(field, wanted), value, deed.Text("grounds")!, "", stop) is null ? $"“{field?.Label ?? "其他"}”已有一件申请在办，或者与现在登记的一样" : null;
    }

    /// <summary>What the column is to hold, as the form has read it.</summary>
    public static string? ValueIn(RegisterForm form, Field field) => form.Values.GetValueOrDefault(field.Column) switch { DateOnly day => AsOf.Format(day), Month month => AsOf.Format(month.First), var other => other?.ToString() };

    sealed record Tied(string? Why);
    sealed record Decided(Guid Who, string Name, string LocalityPath, string Item, string Label, string? Stands, string Wanted, string? Value, Guid AskedBy, bool IsOwn);

    async Task<string?> DecideAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        var (agreed, reason, owner) = (deed.Text("result") == "2", deed.Text("reason"), Of());
        // Whoever was asked by what the request carries was asked of the record as it stands.
        var still = KeptFrom is null ? "" : string.Concat(Carried.Select(one => $" and c.{one.Column} is not distinct from t.{one.Column}"));
        if (await db.FirstAsync<Decided>($"""
            update {Table} c set state = @state, decided_on = @today, decided_name = @By, reason = @reason, version = c.version + 1, changed_at = now(), changed_by = @actor
            from {owner.Table} t where c.id = @Id and c.state = '1' and t.id = c.{OwnerColumn}{still} returning t.id as who, t.name, t.locality_path, c.item, c.label, c.stands, c.wanted, c.value, c.asked_by, coalesce(t.person_id = org.own_person(), false) as is_own
            """, new { deed.Id, state = agreed ? "2" : "3", today = Clock.Today, deed.By, reason, actor = db.Actor.Id }, stop) is not { } asked) return "已经办理过，或本人已撤回";
        if (asked.AskedBy == db.Actor.Id || asked.IsOwn) return "自己提的、关于自己的申请由别人办理";
        if (!agreed || FieldOf(asked.Item) is not { } field) return null;
        // What stood there was never true: it is put right from the beginning of the present period.
        await db.FirstAsync<string>("select set_config('orgwork.effective_on', 'correction', true)", null, stop);
        var cast = field.Kind is FieldKind.Date or FieldKind.Month ? "::date" : "";
        if (await db.FirstAsync<string>($"select coalesce({field.Column}::text, '') from {owner.Table} where id = @Who for update", new { asked.Who }, stop) is { } now && Shown(field, Typed(field, now)) is var stands && stands != (asked.Stands ?? "")) return $"申请以后这一项已改为“{stands}”，请与本人核对后再办";
        if (await db.ExecuteAsync($"update {owner.Table} set {field.Column} = @value{cast}, version = version + 1, changed_at = now(), changed_by = @by where id = @Who and {There}", new { asked.Who, value = asked.Value, by = db.Actor.Id }, stop) == 0) return $"{asked.Name}已不在册，不能更正";
        await db.RecordAsync(new(DeedKind.Update, owner.Id, asked.Who, asked.LocalityPath, asked.Name, [new(asked.Label, asked.Stands, asked.Wanted)], $"本人申请更正：{reason}"), stop);
        return null;
    }

    /// <summary>A column as the form writes it.</summary>
    static string Typed(Field field, string stored) => stored == "" ? "" : field.Kind switch { FieldKind.Date => Dates.Format(DateOnly.Parse(stored, CultureInfo.InvariantCulture)), FieldKind.Month => Month.Of(DateOnly.Parse(stored, CultureInfo.InvariantCulture)).ToString(), _ => stored };

    /// <param name="field">the item; nothing where it is said in words</param>
    /// <param name="value">what the column is to hold</param>
    /// <returns>the request; nothing where one of this item waits already</returns>
    public Task<Guid?> AskAsync(Db db, IOwnRecord me, Field? field, string wanted, string? value, string grounds, CancellationToken stop) =>
        PutAsync(db, me.Id, me.LocalityPath, me.Name, field, wanted, value, grounds, "and t.person_id = org.own_person()", stop);

    async Task<Guid?> PutAsync(Db db, Guid of, string path, string name, Field? field, string wanted, string? value, string grounds, string whose, CancellationToken stop)
    {
        var (id, label) = (Guid.CreateVersion7(), field?.Label ?? "其他");
        var stands = field is null ? null : Shown(field, Typed(field, await db.FirstAsync<string>($"select coalesce({field.Column}::text, '') from {Of().Table} where id = @of", new { of }, stop) ?? ""));
        if (field is not null && stands == wanted) return null;
        var carried = string.Concat(Carried.Select(one => $", {one.Column}"));
        if (await db.ExecuteAsync($"""
            insert into {Table} (id, locality_path, rank_order, {OwnerColumn}, item, label, stands, wanted, value, grounds, asked_on, asked_by, created_by, changed_by{carried})
            select @id, t.locality_path, -(@today::date - date '2000-01-01'), t.id, @item, @label, @stands, @wanted, @value, @grounds, @today, @by, @by, @by{carried} from {Of().Table} t where t.id = @of {whose}
            on conflict ({OwnerColumn}, item) where state = '1' and removed_at is null do nothing
            """, new { id, today = Clock.Today, of, item = field?.Column ?? Other, label, stands, wanted, value, grounds, by = db.Actor.Id }, stop) == 0) return null;
        await db.RecordAsync(new(DeedKind.Create, Register.Id, id, path, $"{name}：{label}", [new(label, stands, wanted)], grounds), stop);
        return id;
    }

    /// <returns>whether it was one's own and still waited</returns>
    public async Task<bool> WithdrawAsync(Db db, Guid request, CancellationToken stop)
    {
        if (await db.FirstAsync<Withdrawn>($"update {Table} c set state = '4', version = c.version + 1, changed_at = now(), changed_by = @by from {Of().Table} t where c.id = @request and c.state = '1' and c.removed_at is null and t.id = c.{OwnerColumn} and t.person_id = org.own_person() returning c.id, c.locality_path, c.label", new { request, by = db.Actor.Id }, stop) is not { } one) return false;
        await db.RecordAsync(new(DeedKind.Update, Register.Id, one.Id, one.LocalityPath, one.Label, [new("状态", "待办", "本人撤回")]), stop);
        return true;
    }

    sealed record Withdrawn(Guid Id, string LocalityPath, string Label);

    /// <summary>What the person of <c>@Id</c> asked for, the newest first: one of the statements by which the own page is read.</summary>
    public string Requests => $"select x.id, x.label, x.stands, x.wanted, x.asked_on, x.state, x.decided_on, x.decided_name, x.reason, (select count(*)::int from org.file f where f.row_id = x.id) as files from {Table} x where x.{OwnerColumn} = @Id and x.removed_at is null order by x.asked_on desc, x.id desc";

    public static string Shown(Field field, string? value) => field.Codes is { } codes && value is not null ? codes.NameOf(value) : value ?? "";
}
