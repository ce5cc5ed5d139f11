using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Talent.Portals;

/// <summary>我的档案: what the office's registers say of the talent or the employer, as the office sees it.</summary>
[Needs(Portal.View)]
public sealed class RecordModel(Db db, Here here) : PortalPageModel(db, here)
{
    public sealed record Fact(string Label, string? Value);
    public sealed record Application(string Title, string Clause, DateOnly AppliedOn, string Stage, string Channel, int? Granted, DateOnly? PaidOn, DateOnly? EndedOn);
    public sealed record Line(DateOnly? On, string Words, string? More);
    sealed record Talent(string? Workplace, string Category, string? Grade, string? Domain, string? Introduction, DateOnly? IntroducedOn, DateOnly? ContractEndsOn, string? LiaisonLeader, string? TechnicalTitle, string? Education, string? School, string? Speciality);
    sealed record Employer(string Kind, string? Industry, bool IsKey, int? Staff, int? Talents, string? ServiceOfficer, string? Contact, string? Address);

    public IReadOnlyList<Fact> Facts { get; private set; } = [];
    public IReadOnlyList<Application> Applications { get; private set; } = [];
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public string LinesTitle => Me!.IsEmployer ? "引进的人才" : "成果";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await KnowAsync(stop)) return Redirect(UrlOf());
        static string? Day(DateOnly? day) => day is { } on ? Dates.Format(on) : null;
        if (Me!.IsEmployer)
        {
            var one = (await Db.FirstAsync<Employer>("select e.kind, y.name as industry, e.is_key, e.staff, e.talents, e.service_officer, e.contact, e.address from employer e left join industry y on y.id = e.industry_id where e.id = @Id", new { Me.Id }, stop))!;
            Facts = [new("类别", TalentCodes.EmployerKind.NameOf(one.Kind)), new("所属产业", one.Industry), new("主培企业", one.IsKey ? "是" : "否"), new("从业人数", $"{one.Staff}"), new("现有人才数", $"{one.Talents}"), new("服务专员", one.ServiceOfficer), new("联系人", one.Contact), new("地址", one.Address)];
        }
        else
        {
            var one = (await Db.FirstAsync<Talent>("select workplace, category, grade, domain, introduction, introduced_on, contract_ends_on, liaison_leader, technical_title, education, school, speciality from talent where id = @Id", new { Me.Id }, stop))!;
            Facts = [new("工作单位及职务", one.Workplace), new("人才类别", TalentCodes.Category.NameOf(one.Category)), new("认定层次", one.Grade is { } grade ? TalentCodes.Grade.NameOf(grade) : null), new("专业领域", one.Domain is { } domain ? TalentCodes.Domain.NameOf(domain) : null), new("引进方式", one.Introduction is { } way ? TalentCodes.Introduction.NameOf(way) : null), new("引进时间", one.IntroducedOn is { } month ? Month.Of(month).ToString() : null),
                new("合同（合作）期满", Day(one.ContractEndsOn)), new("联系领导", one.LiaisonLeader), new("职称", one.TechnicalTitle), new("学历", one.Education is { } education ? StandardCodes.Education.NameOf(education) : null), new("毕业院校及专业", one.School), new("专长与主要业绩", one.Speciality)];
        }
        (Applications, Lines) = await Db.QueryManyAsync($"""
            select a.title, c.title as clause, a.applied_on, a.stage, a.channel, a.granted, a.paid_on, a.ended_on from application a join policy_clause c on c.id = a.clause_id where a.{Mine} = @Id and a.removed_at is null order by a.applied_on desc, a.id desc limit 60;
            {(Me.IsEmployer ? "select i.arrived_on as \"on\", t.name as words, t.workplace as more from introduction i join talent t on t.id = i.talent_id where i.employer_id = @Id and i.verified_on is not null and i.removed_at is null order by i.arrived_on desc limit 60" : "select achieved_on as \"on\", title as words, evidence_no as more from talent_achievement where talent_id = @Id and removed_at is null order by achieved_on desc nulls last limit 60")}
            """, new { Me.Id }, async grid => ((IReadOnlyList<Application>)[.. await grid.ReadAsync<Application>()], (IReadOnlyList<Line>)[.. await grid.ReadAsync<Line>()]), stop);
        return Page();
    }
}
