/** Colours of at least 4.5 : 1 on their grounds, targets of 44 px, one column that a screen of 320 px holds. */
export const pickerStyle = `:root{color-scheme:light dark;--ink:#1a1b1e;--soft:#565b61;--ground:#fff;--card:#f4f5f7;--edge:#868e96;--act:#0b7285;--bad:#b02525}
@media (prefers-color-scheme:dark){:root{--ink:#ececec;--soft:#b0b4ba;--ground:#1a1b1e;--card:#26282c;--edge:#7c828a;--act:#77bdca;--bad:#ff9c9c}}
*{box-sizing:border-box}body{margin:0;padding:2rem 1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground)}
main{max-width:44rem;margin:0 auto}h1{margin:1.5rem 0 .5rem;font-size:1.625rem;line-height:1.25}h2{margin:2rem 0 .5rem;font-size:1.125rem}
p,span{color:var(--soft)}label{display:block;margin-top:1rem;font-weight:600}a{color:var(--act)}
.row{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.25rem}input{flex:1 1 12rem;min-width:0;min-height:2.75rem;padding:.5rem .75rem;font:inherit;color:inherit;background:var(--ground);border:1px solid var(--edge);border-radius:.375rem}
ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(16rem,100%),1fr));gap:.5rem;margin:0;padding:0;list-style:none}
button{min-height:2.75rem;padding:.5rem .75rem;font:inherit;text-align:start;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:.375rem;cursor:pointer}
li button{display:flex;flex-direction:column;width:100%;height:100%;overflow-wrap:anywhere}button:hover{border-color:var(--act)}
.brand{margin:0;font-size:1.125rem;font-weight:700;color:var(--ink)}
.refused{color:var(--bad);font-weight:600}
.plain{color:var(--act);font-weight:600}:focus-visible{outline:3px solid var(--act);outline-offset:2px}`;
