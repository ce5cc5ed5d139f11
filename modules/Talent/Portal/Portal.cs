using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;

namespace OrgWork.Talent;

/// <summary>人才线上平台: policies, applications, requests, jobs, activities and the own record for talents and employers. What is entered there lies in the registers of the office, and nowhere else.</summary>
public static class Portal
{
    public const string View = "talent.portal.view", Act = "talent.portal.act";
    public static readonly CodeSet Channel = new("application_channel", "申报途径", "本平台", [new("1", "窗口"), new("2", "线上")]);

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
    public string? Fault { get; protected set; }
    public bool MayAct => Me is not null && Here.MayWrite(Portal.Act);
    /// <summary>The column by which what is theirs is known.</summary>
    protected string Mine => Me!.IsEmployer ? "employer_id" : "talent_id";
    public string UrlOf(string page = "") => Here.Url("talent/portal" + page);

    protected async Task<bool> KnowAsync(CancellationToken stop) => (Me = await Db.FirstAsync<Visitor>("""
        select e.id, a.person_id, true as is_employer, e.name, a.name as beside, e.locality_path, null::int as grade from employer_agent a join employer e on e.id = a.employer_id where a.person_id = (select org.own_person()) and a.ended_on is null and a.removed_at is null and e.removed_at is null
        union all select t.id, t.person_id, false, t.name, t.workplace, t.locality_path, nullif(position(coalesce(t.grade, '-') in 'ABCDEF'), 0) from talent t where t.person_id = (select org.own_person()) and t.state = '1' and t.removed_at is null limit 1
        """, null, stop)) is not null;

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
