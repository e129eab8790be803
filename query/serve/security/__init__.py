"""What a request must satisfy before it is answered, and what every answer carries.

layers     all of these as one list, the outermost first
headers    what every answer tells a browser: no foreign script, no frame, no guessing of types
hosts      requests that a page of another site sends are refused
token      who may ask, where others than this machine can
limits     how long an address and a body may be, and how long a body may take
refusal    the answer to a request that is refused
"""
