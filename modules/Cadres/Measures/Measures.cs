namespace OrgWork.Cadres;

/// <summary>处分、组织处理和诫勉: opened for a purpose, asked for by queries as 在影响期内 alone.</summary>
static class Measures
{
    public const string Read = "cadres.measures.open", Write = "cadres.measures.edit";

    public static Register Register => new()
    {
        Id = "measures", Title = "处分和组织处理", Noun = "处分处理", Counter = "条", Table = "cadre_measure", ParentColumn = "cadre_id", KeepsHistory = true, BeganColumn = "began_on", IsGuarded = true,
        ReadPermission = Read, WritePermission = Write, Rules = [SupervisionRules.EffectPeriod],
        Fields =
        [
            Field.Code("kind", "种类", CadreCodes.Measure).Required().Listed(),
            Field.Date("began_on", "生效日期").Required().Listed().Past(),
            Field.Date("effect_until", "影响期至").Required().Listed().Hinted("按种类计算，自生效之日起；短于规定的不能登记"),
            Field.Text("decided_by", "决定机关", 100).Required().Listed(),
            Field.Text("document_no", "文号", 60).Listed(),
            Field.Text("matter", "事由", 300),
            Field.Text("remark", "说明", 300),
        ],
    };

    public static readonly QueryFact InEffect = new(Field.Flag("in_effect", "在处分、诫勉影响期内"),
        "t.id in (select m.cadre_id from cadre_measure m where m.removed_at is null and m.began_on <= {day} and m.effect_until > {day})") { Permission = Read };
}
