namespace OrgWork.Cadres;

/// <summary>年度综合考评 (C6.9): what several assessors give to counties or departments, weighted into one result with place and grade, published once and fixed; what analysis of teams reads.</summary>
public static class Evaluations
{
    static readonly CodeSet Objects = new("evaluation_objects", "考评对象", "本平台", [new("1", "县（市、区）"), new("2", "市直、县直部门"), new("3", "乡镇（街道）")]);
    static readonly CodeSet States = new("evaluation_state", "状态", "本平台", [new("1", "汇总中"), new("2", "已公布")]);
    public static readonly CodeSet Sources = new("evaluation_source", "分数来源", "本平台", [new("1", "评价主体打分"), new("2", "实绩考核得分")]);
    public static readonly CodeSet Grades = new("evaluation_grade", "等次", "党政领导干部考核工作条例", [new("1", "优秀"), new("2", "良好"), new("3", "较差")]);

    public static readonly Register Register = new()
    {
        Id = "evaluations", Title = "年度综合考评", Noun = "综合考评", Counter = "次", Table = "evaluation", ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields =
        [
            Field.Text("name", "考评", 80).Required().Wide().Hinted("如 2026 年度县直部门综合考评"), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Code("objects", "考评对象", Objects).Required().Listed().FirstFilter(), Field.Number("top_share", "优秀比例（%）", 0, 100).Required().Listed().DefaultsTo("30").Hinted("名次在前的多少评优秀，舍去尾数"), Field.Number("least", "低于多少分为较差", 0, 100).Required().DefaultsTo("60"),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("published_on", "公布日期").Listed().ByDeed(), Field.Text("document_no", "公布文号").Listed().ByDeed(),
        ],
        Conditions = [new("汇总中", "state=1"), new("已公布", "state=2")],
        Actions = [new("得分和排名", "cadres/evaluation", Assessing.Read, IsForOne: true)], Children = [Parts], Deeds = [Outside],
    };

    static Register Parts => new()
    {
        Id = "parts", Title = "评价主体和权重", Noun = "评价主体", Counter = "个", Table = "evaluation_part", ParentColumn = "evaluation_id", ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields = [Field.Text("assessor", "评价主体", 60).Required().Listed().Hinted("如 分管领导、服务对象、实绩考核"), Field.Number("weight", "权重（%）", 1, 100).Required().Listed().Hinted("各主体合计 100"), Field.Code("source", "分数来源", Sources).Required().Listed().DefaultsTo("1"), Field.Row("indicator_set_id", "实绩考核指标体系", "indicator-sets").Hinted("来源是实绩考核得分的必填"), Field.Text("data_source", "数据来源", 100).Listed().ByDeed()],
    };

    /// <summary>What other offices brought in for these units and this year, and was approved: <c>o</c> the item, <c>e</c> the evaluation.</summary>
    public const string Due = """
        outside_item o on o.locality_path = e.locality_path and o.year = e.year and o.state = '2' and o.removed_at is null and o.objects = case e.objects when '1' then '1' when '2' then '3' else '2' end
        and not exists (select from evaluation_part p where p.evaluation_id = e.id and p.outside_item_id = o.id and p.removed_at is null)
        """;

    static RegisterDeed Outside => OneStatement.Deed("outside", "列入其他工作", Assessing.Write, "当年批准纳入考核的其他工作各成一项，权重和数据来源照批准的；其余评价主体的权重相应调减，合计 100", $"""
        insert into evaluation_part (evaluation_id, locality_path, rank_order, assessor, weight, source, data_source, outside_item_id, created_by)
        select e.id, e.locality_path, 900 + (row_number() over (order by o.name))::int, left(o.name, 60), o.weight, '1', o.data_source, o.id, @by from evaluation e join {Due} where e.id = @id and e.state = '1'
        """, "没有批准纳入而还没有列入的其他工作，或者已经公布");

    /// <summary>Those in front, as far as the share goes, are 优秀; those below the least are 较差 whatever their place.</summary>
    public static IReadOnlyList<(T Unit, int Place, string Grade)> Grade<T>(IReadOnlyList<T> units, Func<T, decimal> total, int topShare, int least)
    {
        var top = units.Count * topShare / 100;
        return [.. units.OrderByDescending(total).Select(unit =>
        {
            var place = 1 + units.Count(other => total(other) > total(unit));
            // Who shares the last place of the share is within it only if all who share it are.
            var isTop = units.Count(other => total(other) >= total(unit)) <= top;
            return (unit, place, total(unit) < least ? "3" : isTop ? "1" : "2");
        })];
    }
}
