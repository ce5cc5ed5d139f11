using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Governance;

/// <summary>专业治理人才: Party workers on the way from training to certificate, as the Party-building module publishes them. Nothing can be changed here.</summary>
[Needs("talent.talents.read")]
public sealed class WorkersModel(Db db, Here here) : PageModel
{
    public sealed record Worker
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Organisation { get; init; } = "";
        public string LocalityPath { get; init; } = "";
        public bool IsFullTime { get; init; }
        public DateOnly BeganOn { get; init; }
        public int Courses { get; init; }
        public int? Score { get; init; }
        public bool HasPractice { get; init; }
        public string? Grade { get; init; }
        public string? CertificateNo { get; init; }
        public DateOnly? CertifiedOn { get; init; }
        public DateOnly? ValidUntil { get; init; }

        /// <summary>How far along the chain: 培训 → 考试 → 实践 → 认证.</summary>
        public string Step => Grade is not null ? "已认证" : HasPractice ? "待认证" : Score is not null ? "待实践" : Courses > 0 ? "待考试" : "待培训";
    }
    public sealed record Sum(int All, int Trained, int Examined, int Practised, int Certified, int Valid);

    /// <summary>As the publisher writes them.</summary>
    public static readonly CodeSet Grades = new("governance_grade", "认证等级", "基层党务工作者专业化资格认证", [new("1", "初级"), new("2", "中级"), new("3", "高级")]);
    public const int Most = 300;

    public Here Here => here;
    public string Query { get; private set; } = "";
    public string Grade { get; private set; } = "";
    public Sum Total { get; private set; } = new(0, 0, 0, 0, 0, 0);
    public IReadOnlyList<Worker> Workers { get; private set; } = [];

    public async Task OnGetAsync(string? q, string? grade, CancellationToken stop)
    {
        (Query, Grade) = (q?.Trim() ?? "", grade is "0" or "1" or "2" or "3" ? grade : "");
        (Total, Workers) = await db.QueryManyAsync($"""
            select count(*)::int, count(*) filter (where courses > 0)::int, count(*) filter (where score is not null)::int, count(*) filter (where has_practice)::int, count(*) filter (where grade is not null)::int, count(*) filter (where valid_until >= @today)::int from grassroots_party_worker;
            select id, name, organisation, locality_path, is_full_time, began_on, courses, score, has_practice, grade, certificate_no, certified_on, valid_until from grassroots_party_worker
            where (@Grade = '' or coalesce(grade, '0') = @Grade) and (@Query = '' or strpos(name, @Query) > 0 or strpos(name_initials, lower(@Query)) = 1) order by valid_until nulls last, locality_path, name, id limit {Most}
            """, new { Query, Grade, today = Clock.Today }, async grid =>
            {
                var total = await grid.ReadSingleAsync<(int, int, int, int, int, int)>();
                return (new Sum(total.Item1, total.Item2, total.Item3, total.Item4, total.Item5, total.Item6), (IReadOnlyList<Worker>)[.. await grid.ReadAsync<Worker>()]);
            }, stop);
    }
}
