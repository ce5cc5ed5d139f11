using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;

namespace OrgWork.Talent;

/// <summary>人才线上平台: policies, applications, requests, jobs, activities and the own record for talents and employers. What is entered there lies in the registers of the office, and nowhere else.</summary>
public static class Portal
{
    public const string View = "talent.portal.view", Act = "talent.portal.act";
    /// <summary>As which of those who one is: only one of them is ever taken, whatever it says.</summary>
    public const string SelfCookie = "orgwork-portal-self";
    public static readonly CodeSet Channel = new("application_channel", "申报途径", "本平台", [new("1", "窗口"), new("2", "线上")]);
    public static readonly CodeSet Intake = new("portal_intake", "核对", "本平台", [new("1", "待核对"), new("2", "已核对"), new("3", "退回")]);
    static readonly CodeSet Standing = new("portal_standing", "以什么身份", "本平台", [new("1", "人才本人"), new("2", "用人单位经办人")]);
    static readonly CodeSet RequestState = new("portal_request_state", "状态", "本平台", [new("1", "待核对"), new("2", "已开通"), new("3", "不予开通")]);

    /// <summary>Who asks to be known on the platform: entered there (or at the window for who cannot), answered here.</summary>
    public static readonly Register Requests = new()
    {
        Id = "portal-requests", Title = "线上平台开通申请", Noun = "申请", Counter = "件", Table = "portal_request", ReadPermission = Employers.Read, WritePermission = Employers.Edit,
        Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Text("account", "登录账号", 40).Required().Listed(), Field.Code("kind", "身份", Standing).Required().Listed().FirstFilter(), Field.Text("about", "工作单位（所代表的单位）", 100).Required().Listed(), Field.Date("asked_on", "申请").Required().Listed().Filter().Past(), Field.Code("state", "状态", RequestState).Listed().FirstFilter().ByDeed(), Field.Date("answered_on", "核对").Listed().ByDeed(), Field.LongText("words", "说明", 300), Field.LongText("answer", "核对说明", 300).ByDeed()],
        Conditions = [new("待核对", "state=1") { Light = "yellow" }, new("不予开通", "state=3")],
        Deeds =
        [
            new("open", "核对并开通", Employers.Edit)
            {
                Consequence = "账号与所选的人才（经办人）关联，登录后看到和办理的都是本人（所代表单位）的；姓名要和账号登记的一致",
                Fields = [Field.Row("talent_id", "人才库记录", "talents").Hinted("人才本人的选这一项"), Field.Row("agent_id", "单位经办人", "employer-agents").Hinted("经办人先凭单位委托书登记，再选"), Field.Text("answer", "怎样核对的", 300).Required()],
                Done = async (db, deed, stop) =>
                {
                    if (await db.FirstAsync<Request>("select account, kind from portal_request where id = @Id and state = '1'", new { deed.Id }, stop) is not { } asked) return "已经答复";
                    var (talent, agent) = (deed.Values.GetValueOrDefault("talent_id") as Guid?, deed.Values.GetValueOrDefault("agent_id") as Guid?);
                    if ((asked.Kind == "1" ? (talent, agent) : (agent, talent)) is not ({ } who, null)) return asked.Kind == "1" ? "以人才本人身份申请的，只选人才库记录" : "以经办人身份申请的，只选单位经办人";
                    var from = asked.Kind == "1" ? "talent where state = '1' and" : "employer_agent where ended_on is null and";
                    if (await db.FirstAsync<Tied>($"select org.tie_account(@Account, person_id) as why from {from} id = @who and removed_at is null", new { asked.Account, who }, stop) is not { } tied) return "所选的已不在册";
                    if (tied.Why is { } why) return why;
                    await db.ExecuteAsync("update portal_request set state = '2', answered_on = @today, answer = @answer, version = version + 1 where id = @Id", new { deed.Id, today = Clock.Today, answer = deed.Text("answer") }, stop);
                    return null;
                },
            },
            new("refuse", "不予开通", Employers.Edit)
            {
                Consequence = "本人在线上平台看到原因，可以再申请",
                Fields = [Field.Text("answer", "原因", 300).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update portal_request set state = '3', answered_on = @today, answer = @answer, version = version + 1 where id = @Id and state = '1'", new { deed.Id, today = Clock.Today, answer = deed.Text("answer") }, stop) == 0 ? "已经答复" : null,
            },
        ],
    };

    sealed record Request(string Account, string Kind);

    /// <summary>What was filed online counts from here on: it is matched and can be released.</summary>
    public static RegisterDeed Check(string table, string there) => new("check", "核对通过", Employers.Edit)
    {
        Consequence = "线上填报的内容属实，从现在起参加供需匹配",
        Fields = [Field.Date("on", "核对日期").Required().Past(), Field.Text("words", "怎样核对的", 200).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync($"update {table} set intake = '2', checked_on = @on, check_words = @words, version = version + 1 where id = @Id and intake <> '2' and {there} and filed_on <= @on", new { deed.Id, on = deed.Day("on"), words = deed.Text("words") }, stop) == 0 ? "不是待核对的，或已经撤回，或日期早于申报" : null,
    };

    public static RegisterDeed SendBack(string table, string there) => new("send-back", "退回", Employers.Edit)
    {
        Consequence = "不参加匹配；填报的人在线上平台看到原因，改好以后重新填报",
        Fields = [Field.Date("on", "日期").Required().Past(), Field.Text("words", "原因", 200).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync($"update {table} set intake = '3', checked_on = @on, check_words = @words, version = version + 1 where id = @Id and intake = '1' and {there} and filed_on <= @on", new { deed.Id, on = deed.Day("on"), words = deed.Text("words") }, stop) == 0 ? "不是待核对的，或已经撤回，或日期早于申报" : null,
    };

    public static readonly Register Agents = new()
    {
        Id = "employer-agents", Title = "单位经办人", Noun = "经办人", Counter = "人", Table = "employer_agent", IsPerson = true, ReadPermission = Employers.Read, WritePermission = Employers.Edit, OpenPermission = Employers.Open, EndedColumn = "ended_on",
        Fields = [Field.Name(), Field.Row("employer_id", "用人单位", "employers").Required().Wide().Filter(), Field.Code("sex", "性别", StandardCodes.Sex).Required(), Field.Date("birth_on", "出生日期").Past(), Field.Phone("phone", "联系电话"), Field.Date("began_on", "委托日期").Required().Listed().Past(), Field.Date("ended_on", "停止委托").Filter(), Field.Identity()],
        Deeds = [Tie("employer_agent", "经办人", "ended_on is null and removed_at is null"), Untie("employer_agent")],
    };

    /// <summary>Whose account it is, so that they find their own on the platform and nothing of others.</summary>
    public static RegisterDeed Tie(string table, string noun, string there) => new("tie", "开通线上服务", Employers.Edit)
    {
        Consequence = "这个账号登录后，看到和办理的都是本人（所代表单位）的；姓名要和账号登记的一致",
        Fields = [Field.Text("account", "登录账号", 40).Required().Hinted("先由本级管理员建账号，授予“人才和用人单位”角色")],
        Done = async (db, deed, stop) => await db.FirstAsync<Tied>($"select org.tie_account(@account, person_id) as why from {table} where id = @Id and {there}", new { deed.Id, account = deed.Text("account") }, stop) is { } tied ? tied.Why : $"这名{noun}已不在册",
    };

    public static RegisterDeed Untie(string table) => new("untie", "停止线上服务", Employers.Edit)
    {
        Consequence = "账号不再与本人关联，登录后什么也看不到",
        Done = async (db, deed, stop) => await db.FirstAsync<bool>($"select org.untie_account(person_id) from {table} where id = @Id", new { deed.Id }, stop) ? null : "本来没有关联账号",
    };

    sealed record Tied(string? Why);
}

/// <summary>What the pages of the platform share: as whom one stands there. No id of a person comes from an address; who it is says the sealed actor.</summary>
public abstract class PortalPageModel(Db db, Here here) : PageModel
{
    public sealed record Visitor(Guid Id, Guid PersonId, bool IsEmployer, string Name, string? Beside, string LocalityPath, int? Grade);

    protected Db Db { get; } = db;
    public Here Here { get; } = here;
    public Visitor? Me { get; private set; }
    /// <summary>All that one is here: a talent, and agent of an employer or of several.</summary>
    public IReadOnlyList<Visitor> Selves { get; private set; } = [];
    public string? Fault { get; protected set; }
    public bool MayAct => Me is not null && Here.MayWrite(Portal.Act);
    /// <summary>The column by which what is theirs is known.</summary>
    protected string Mine => Me!.IsEmployer ? "employer_id" : "talent_id";
    public string UrlOf(string page = "") => Here.Url("talent/portal" + page);

    protected async Task<bool> KnowAsync(CancellationToken stop)
    {
        Selves = await Db.QueryAsync<Visitor>("""
            select t.id, t.person_id, false as is_employer, t.name, t.workplace as beside, t.locality_path, nullif(position(coalesce(t.grade, '-') in 'ABCDEF'), 0) as grade from talent t where t.person_id = (select org.own_person()) and t.state = '1' and t.removed_at is null
            union all select distinct on (e.id) e.id, a.person_id, true, e.name, a.name, e.locality_path, null::int from employer_agent a join employer e on e.id = a.employer_id where a.person_id = (select org.own_person()) and a.ended_on is null and a.removed_at is null and e.removed_at is null
            order by is_employer, name, id
            """, null, stop);
        Me = Selves.FirstOrDefault(self => $"{self.Id}" == Request.Cookies[Portal.SelfCookie]) ?? (Selves.Count > 0 ? Selves[0] : null);
        return Me is not null;
    }

    /// <summary>Enters a row into the office's register, under its own rules.</summary>
    protected async Task<Guid?> EnterAsync(RegisterRows rows, RegisterBook book, string register, Dictionary<string, string> values, CancellationToken stop)
    {
        var place = book.All.First(one => one.Path == register);
        values[Mine] = Me!.Id.ToString();
        var (id, form) = (Guid.CreateVersion7(), RegisterForm.Read(place.Register, new FormCollection(values.ToDictionary(value => value.Key, value => new StringValues(value.Value))), Clock.Today));
        if (form.IsValid && await rows.CreateAsync(place, id, Me.LocalityPath, null, form, stop)) return id;
        Fault = string.Join("；", form.Errors.Values);
        return null;
    }

    protected IActionResult Done(string words, string page)
    {
        TempData["Done"] = words;
        return Redirect(UrlOf(page));
    }

    protected IActionResult Refuse()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
